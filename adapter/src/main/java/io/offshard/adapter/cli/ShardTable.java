// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.mapping.kinesis.HashKeyRange;
import io.offshard.mapping.kinesis.Shard;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shards as the API tells of them, one a line. */
final class ShardTable {
  private static final BigInteger ALL_KEYS = BigInteger.ONE.shiftLeft(128);

  private ShardTable() {}

  static String of(List<Shard> shards) {
    StringBuilder table = new StringBuilder();
    add(table, "SHARD", "STATE", "SHARE", "FIRST HASH KEY", "PARENTS");
    for (Shard shard : shards) {
      HashKeyRange range = shard.hashKeyRange();
      add(
          table,
          shard.shardId(),
          isOpen(shard) ? "open" : "closed",
          share(range.startingHashKey(), range.endingHashKey()),
          range.startingHashKey(),
          parents(shard));
    }
    return table.toString();
  }

  private static void add(StringBuilder table, Object... columns) {
    table.append("%-22s  %-6s  %7s  %-39s  %s".formatted(columns).stripTrailing()).append('\n');
  }

  static boolean isOpen(Shard shard) {
    return shard.sequenceNumberRange().endingSequenceNumber() == null;
  }

  private static String parents(Shard shard) {
    return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  /** How much of all hash keys lie between the two, in percent. */
  static String share(String first, String last) {
    BigInteger width = new BigInteger(last).subtract(new BigInteger(first)).add(BigInteger.ONE);
    double percent = width.doubleValue() / ALL_KEYS.doubleValue() * 100;
    return percent < 0.1 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
