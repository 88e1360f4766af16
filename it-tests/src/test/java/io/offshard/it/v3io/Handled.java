// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the members of a group have handled, all together. Thread-safe. */
final class Handled {
  private final Map<Integer, SortedMap<Long, String>> byShard = new TreeMap<>();

  synchronized void add(int shard, long sequence, String data) {
    byShard.computeIfAbsent(shard, s -> new TreeMap<>()).put(sequence, data);
  }

  /** The texts of a shard in the order of their numbers, and each once. */
  synchronized SortedMap<Long, String> of(int shard) {
    return new TreeMap<>(byShard.getOrDefault(shard, new TreeMap<>()));
  }

  synchronized int count() {
    return byShard.values().stream().mapToInt(Map::size).sum();
  }
}
