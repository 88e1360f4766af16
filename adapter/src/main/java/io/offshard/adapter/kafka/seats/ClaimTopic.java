// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import io.offshard.adapter.kafka.InternalTopic;
import io.offshard.mapping.subscription.ClaimRecord;
import java.util.Map;

/** The topic that holds the log of claims: made when the first subscription needs it. */
final class ClaimTopic {
  private ClaimTopic() {}

  /** What nobody can need any more goes, by compaction and then by age. */
  static InternalTopic named(String topic) {
    return new InternalTopic(
        topic,
        Map.of(
            "cleanup.policy", "compact,delete",
            "segment.ms", "3600000",
            "segment.bytes", Integer.toString(16 << 20),
            "retention.ms", "86400000",
            "min.compaction.lag.ms", Long.toString(ClaimRecord.MOST_TAKEOVER_MILLIS)));
  }
}
