// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.v3io.V3ioFault;
import io.offshard.mapping.v3io.expression.InvalidExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the words of v3io what the core refuses; as those are few, the log has the reasons. */
final class V3ioFaults {
  private static final Logger log = LoggerFactory.getLogger(V3ioFaults.class);

  private V3ioFaults() {}

  /** The exception that answers with this fault. */
  static Refusal refuse(V3ioFault fault) {
    return new Refusal(fault.text(), fault.status(), null);
  }

  /** The exception that answers to an expression that is none, or none that is served. */
  static Refusal refuse(InvalidExpression e) {
    V3ioFault fault = e.isUnsupported() ? V3ioFault.UNSUPPORTED : V3ioFault.INVALID_ARGUMENT;
    return new Refusal(
        fault.text(),
        fault.status(),
        e.isUnsupported() ? e.getMessage() : fault.text() + ": " + e.getMessage());
  }

  /** What the core has refused, in these words; the same if it is anything else. */
  static RuntimeException translated(RuntimeException thrown, String requestId) {
    if (!(thrown instanceof StreamFaultException e)) {
      return thrown;
    }
    V3ioFault fault = of(e.fault());
    if (fault == V3ioFault.UNAVAILABLE) {
      log.warn("{} request={}", e.getMessage(), requestId);
    } else if (fault == V3ioFault.INVALID_ARGUMENT || fault == V3ioFault.PERMISSION_DENIED) {
      log.info("{}: {} request={}", fault, e.getMessage(), requestId);
    }
    return refuse(fault);
  }

  private static V3ioFault of(StreamFault fault) {
    return switch (fault) {
      case StreamFault.NoSuchStream _, StreamFault.StreamGone _ -> V3ioFault.RESOURCE_NOT_FOUND;
      case StreamFault.NoSuchShard _, StreamFault.UnknownShard _ -> V3ioFault.SHARD_ID_OUT_OF_RANGE;
      case StreamFault.StreamExists _ -> V3ioFault.RESOURCE_IN_USE;
      case StreamFault.NotProvisioned _, StreamFault.NotOwned _ -> V3ioFault.PERMISSION_DENIED;
      // Another change is under way, or this one was overtaken: it may be made later.
      case StreamFault.NotActive _, StreamFault.ShardClosed _, StreamFault.Unavailable _ ->
          V3ioFault.UNAVAILABLE;
      case StreamFault.RateExceeded _, StreamFault.Overloaded _ -> V3ioFault.TOO_MUCH;
      case StreamFault.IllegalName _, StreamFault.LimitExceeded _, StreamFault.Impossible _ ->
          V3ioFault.INVALID_ARGUMENT;
      // What no function of v3io asks of the core.
      case StreamFault.NotDivisible _,
          StreamFault.NotAdjacent _,
          StreamFault.ScaledTooFar _,
          StreamFault.ScaledTooOften _,
          StreamFault.TooManyTags _,
          StreamFault.ConsumerExists _,
          StreamFault.NoSuchConsumer _,
          StreamFault.TooManyConsumers _,
          StreamFault.TooManyConsumerTags _,
          StreamFault.HasConsumers _,
          StreamFault.WrongDirection _,
          StreamFault.NotOnDemand _,
          StreamFault.NotCommitted _,
          StreamFault.TooManySwitches _,
          StreamFault.Unalterable _,
          StreamFault.SubscribedAlready _,
          StreamFault.TooManySubscriptions _ ->
          V3ioFault.INVALID_ARGUMENT;
    };
  }
}
