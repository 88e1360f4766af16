// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

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

  /** What the core has refused, in these words; the same if it is anything else. */
  static RuntimeException translated(RuntimeException thrown, String requestId) {
    if (!(thrown instanceof StreamFaultException e)) {
      return thrown;
    }
    StreamFault fault = e.fault();
    if (fault instanceof StreamFault.Overloaded || fault instanceof StreamFault.RateExceeded) {
      return refuse(DynamoFault.throttled());
    }
    if (fault instanceof StreamFault.StreamGone || fault instanceof StreamFault.NoSuchShard) {
      return refuse(DynamoFault.shardGone());
    }
    log.warn("{} request={}", e.getMessage(), requestId);
    return refuse(DynamoFault.internal());
  }
}
