// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Succession.Heir;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the open shards of a stream shall become. It says what is wanted and not how: what has to be
 * done next follows from it and from the shards that there are, so that any replica can go on where
 * another one has stopped.
 */
public sealed interface Resharding {

  /**
   * One shard becomes two.
   *
   * @param at the first hash key of the upper one
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a>
   */
  record Split(int shard, HashKey at) implements Resharding {}

  /**
   * Two neighbours become one.
   *
   * @param shard the one with the lower hash keys
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
   */
  record Merge(int shard, int adjacent) implements Resharding {}

  /**
   * There are so many shards, as wide as each other, by splits and merges of two at a time. A shard
   * that is as wanted already stays.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
   */
  record Scale(int target) implements Resharding {}

  /**
   * Each of so many partitions carries an open shard, by splits alone, the widest first: how APIs
   * let a stream grow in which a partition is a shard that never ends.
   */
  record Spread(int partitions) implements Resharding {}

  /** What would become of it for a stream that is active and has those shards. */
  default Verdict verdict(Shards shards) {
    return switch (this) {
      case Split(int shard, HashKey at) ->
          state(shards, shard)
              .orElseGet(
                  () ->
                      isInside(at, shards.get(shard).orElseThrow().range())
                          ? Verdict.ACCEPTED
                          : Verdict.NOT_DIVISIBLE);
      case Merge(int shard, int adjacent) ->
          state(shards, shard)
              .or(() -> state(shards, adjacent))
              .orElseGet(
                  () ->
                      areNeighbours(shards, shard, adjacent)
                          ? Verdict.ACCEPTED
                          : Verdict.NOT_ADJACENT);
      case Scale scale -> isNeeded(shards);
      case Spread spread -> isNeeded(shards);
    };
  }

  private Verdict isNeeded(Shards shards) {
    return next(shards).isEmpty() ? Verdict.UNCHANGED : Verdict.ACCEPTED;
  }

  /** What keeps the shard from being closed; empty when nothing does. */
  private static Optional<Verdict> state(Shards shards, int index) {
    Optional<Shard> shard = shards.get(index);
    if (shard.isEmpty()) {
      return Optional.of(Verdict.NO_SUCH_SHARD);
    }
    return shard.get().isOpen() ? Optional.empty() : Optional.of(Verdict.SHARD_CLOSED);
  }

  /** The lower shard gets at least two keys, as at AWS, and the upper one too. */
  private static boolean isInside(HashKey at, HashKeyRange range) {
    return range.start().compareTo(HashKey.MAX) < 0
        && at.compareTo(range.start().next()) > 0
        && at.compareTo(range.end()) < 0;
  }

  private static boolean areNeighbours(Shards shards, int shard, int adjacent) {
    HashKey end = shards.get(shard).orElseThrow().range().end();
    return !end.equals(HashKey.MAX)
        && end.next().equals(shards.get(adjacent).orElseThrow().range().start());
  }

  /** How many open shards there are, or are about to be. */
  default int openShardCount(Shards shards) {
    int open = shards.open().size();
    return switch (this) {
      case Split split -> open + 1;
      case Merge merge -> open + 1;
      case Scale(int target) -> Math.max(target, open);
      case Spread(int partitions) -> Math.max(partitions, open);
    };
  }

  /** What has to be done next, all at once; empty when all is as wanted. */
  default List<Succession> next(Shards shards) {
    return switch (this) {
      case Split(int shard, HashKey at) ->
          shards
              .get(shard)
              .filter(Shard::isOpen)
              .map(parent -> split(parent, at, new FreePartitions(shards)))
              .stream()
              .toList();
      case Merge(int shard, int adjacent) ->
          shards
              .get(shard)
              .filter(Shard::isOpen)
              .map(lower -> merge(lower, shards.get(adjacent).orElseThrow()))
              .stream()
              .toList();
      case Scale(int target) -> EvenScaling.next(shards, target);
      case Spread(int partitions) -> spread(shards, partitions);
    };
  }

  /** As many splits as there are partitions without a shard, or else shards that can be split. */
  private static List<Succession> spread(Shards shards, int partitions) {
    FreePartitions free = new FreePartitions(shards);
    long bare =
        IntStream.range(0, partitions)
            .filter(p -> p >= shards.partitions() || shards.inPartition(p).isEmpty())
            .count();
    return shards.open().stream()
        .filter(shard -> isInside(middle(shard.range()), shard.range()))
        .sorted(Comparator.comparing((Shard shard) -> width(shard.range())).reversed())
        .limit(bare)
        .map(shard -> split(shard, middle(shard.range()), free))
        .toList();
  }

  private static HashKey middle(HashKeyRange range) {
    return range.start().equals(range.end())
        ? range.start()
        : EvenSplit.of(range, 2).getLast().start();
  }

  private static BigInteger width(HashKeyRange range) {
    return new BigInteger(range.end().toString())
        .subtract(new BigInteger(range.start().toString()));
  }

  /** The lower half stays in its parent's partition. */
  static Succession split(Shard parent, HashKey at, FreePartitions free) {
    HashKeyRange range = parent.range();
    return new Succession(
        List.of(parent.index()),
        List.of(
            new Heir(parent.partition(), new HashKeyRange(range.start(), at.previous())),
            new Heir(free.next(), new HashKeyRange(at, range.end()))));
  }

  /** The child is in the partition of the lower one, and the other partition becomes free. */
  static Succession merge(Shard lower, Shard upper) {
    HashKeyRange range = new HashKeyRange(lower.range().start(), upper.range().end());
    return new Succession(
        List.of(lower.index(), upper.index()), List.of(new Heir(lower.partition(), range)));
  }
}
