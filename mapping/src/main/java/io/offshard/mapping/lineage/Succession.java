// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.stream.HashKeyRange;
import java.util.List;

/**
 * Shards that close at the same time, and those that go on with their keys: one shard is split, or
 * two neighbours are merged, or one shard hands some of its keys to new partitions.
 *
 * @param parents those that close, by index; never empty
 * @param heirs those that begin, in the order of their ranges
 */
public record Succession(List<Integer> parents, List<Heir> heirs) {

  /**
   * A shard to be.
   *
   * @param partition a parent's, or one that has no open shard
   * @param range the hash keys that it will take
   */
  public record Heir(int partition, HashKeyRange range) {}

  public Succession {
    parents = List.copyOf(parents);
    heirs = List.copyOf(heirs);
  }

  /** How many partitions a topic must have for them, and for those there are. */
  static int partitions(Shards shards, List<Succession> changes) {
    return changes.stream()
        .flatMap(change -> change.heirs().stream())
        .mapToInt(heir -> heir.partition() + 1)
        .reduce(shards.partitions(), Math::max);
  }
}
