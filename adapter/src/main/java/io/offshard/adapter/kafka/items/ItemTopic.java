// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import io.offshard.adapter.kafka.InternalTopic;
import java.time.Duration;
import java.util.Map;

/** The topic that holds the log of items: made when the first item is written. */
final class ItemTopic {
  /**
   * What is younger is not compacted: so who waits for its own proposal, which takes seconds, finds
   * all that stood before it.
   */
  static final Duration COMPACTION_LAG = Duration.ofMinutes(10);

  private ItemTopic() {}

  static InternalTopic named(String topic) {
    return new InternalTopic(
        topic,
        Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "600000",
            "segment.bytes", Integer.toString(16 << 20),
            "min.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()),
            "max.compaction.lag.ms", "3600000",
            "min.cleanable.dirty.ratio", "0.1",
            "max.message.bytes", Integer.toString(1 << 20)));
  }
}
