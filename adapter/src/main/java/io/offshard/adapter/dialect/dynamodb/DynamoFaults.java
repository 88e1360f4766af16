// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Handler;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.dynamodb.DynamoFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the words of DynamoDB Streams what the core refuses. */
final class DynamoFaults {
  private static final Logger log = LoggerFactory.getLogger(DynamoFaults.class);

  private DynamoFaults() {}

  /** The exception that answers with this fault. */
  static Refusal refuse(DynamoFault fault) {
    return new Refusal(fault.type().wireName(), fault.type().status(), fault.message());
  }

  /** The same handler, with the core's faults translated. */
  static <I extends Record, O extends Record> Handler<I, O> translating(Handler<I, O> handler) {
    return call -> {
      try {
        return handler.handle(call);
      } catch (StreamFaultException e) {
        throw refusal(e, call.requestId());
      }
    };
  }

  /** The same for an operation that writes its answer itself. */
  static <I extends Record> Operation.Action<I> translatingAction(Operation.Action<I> action) {
    return (call, wire) -> {
      try {
        return action.run(call, wire);
      } catch (StreamFaultException e) {
        throw refusal(e, call.requestId());
      }
    };
  }

  private static Refusal refusal(StreamFaultException e, String requestId) {
    StreamFault fault = e.fault();
    if (fault instanceof StreamFault.Overloaded) {
      return refuse(DynamoFault.throttled());
    }
    if (fault instanceof StreamFault.StreamGone || fault instanceof StreamFault.NoSuchShard) {
      return refuse(DynamoFault.shardGone());
    }
    log.warn("{} request={}", e.getMessage(), requestId);
    return refuse(DynamoFault.internal());
  }
}
