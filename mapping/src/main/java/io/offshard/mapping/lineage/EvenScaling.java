// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way from any open shards to so many that are as wide as each other. First shards are split
 * wherever a border is wanted inside them, then those between two wanted borders are merged; each
 * time as many as can be at once, two at a time: a consumer expects a merged shard to have just two
 * parents.
 */
final class EvenScaling {
  /**
   * A border that is there is as good as one that is wanted a few keys beside it: where the number
   * of keys cannot be divided by the number of shards, the borders of a half are not quite those of
   * two quarters.
   */
  private static final BigInteger NEAR = BigInteger.valueOf(1 << 20);

  private EvenScaling() {}

  /** All splits that can be made at once, else all merges, else nothing. */
  static List<Succession> next(Shards shards, int target) {
    NavigableSet<HashKey> borders = borders(shards, target);
    List<Succession> splits = splits(shards, borders);
    return splits.isEmpty() ? merges(shards, borders) : splits;
  }

  /** Where the shards that are wanted begin. */
  private static NavigableSet<HashKey> borders(Shards shards, int target) {
    NavigableMap<BigInteger, HashKey> there = new TreeMap<>();
    shards.open().forEach(shard -> there.put(number(shard.range().start()), shard.range().start()));
    NavigableSet<HashKey> borders = new TreeSet<>();
    for (HashKeyRange wanted : EvenSplit.of(target)) {
      BigInteger ideal = number(wanted.start());
      borders.add(
          there.subMap(ideal.subtract(NEAR), true, ideal.add(NEAR), true).entrySet().stream()
              .min((one, other) -> distance(one, ideal).compareTo(distance(other, ideal)))
              .map(java.util.Map.Entry::getValue)
              .orElse(wanted.start()));
    }
    return borders;
  }

  private static BigInteger distance(java.util.Map.Entry<BigInteger, ?> border, BigInteger ideal) {
    return border.getKey().subtract(ideal).abs();
  }

  private static BigInteger number(HashKey key) {
    return new BigInteger(key.toString());
  }

  private static List<Succession> splits(Shards shards, NavigableSet<HashKey> borders) {
    FreePartitions free = new FreePartitions(shards);
    List<Succession> splits = new ArrayList<>();
    for (Shard shard : shards.open()) {
      HashKeyRange range = shard.range();
      List<HashKey> inside = List.copyOf(borders.subSet(range.start(), false, range.end(), true));
      if (!inside.isEmpty()) {
        splits.add(Resharding.split(shard, inside.get(inside.size() / 2), free));
      }
    }
    return splits;
  }

  private static List<Succession> merges(Shards shards, NavigableSet<HashKey> borders) {
    List<Succession> merges = new ArrayList<>();
    Shard lower = null;
    for (Shard shard : shards.open()) {
      if (lower == null || borders.contains(shard.range().start())) {
        lower = shard;
      } else {
        merges.add(Resharding.merge(lower, shard));
        lower = null;
      }
    }
    return merges;
  }
}
