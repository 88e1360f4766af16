// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Deals the records that have neither a key nor a shard to the shards of their streams, one after
 * another, beginning with the first. Each process counts by itself. Thread-safe.
 */
final class RoundRobin {
  /** Streams written to at a time; one that has been forgotten begins anew. */
  private static final int STREAMS = 10_000;

  private final Map<UUID, Integer> turns =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > STREAMS;
        }
      };

  /**
   * Takes so many turns.
   *
   * @param shards how many shards there are
   * @return the first shard; the others follow it, and the first follows the last
   */
  synchronized int take(UUID topicId, int count, int shards) {
    int first = turns.getOrDefault(topicId, 0) % shards;
    turns.put(topicId, (int) (((long) first + count) % shards));
    return first;
  }
}
