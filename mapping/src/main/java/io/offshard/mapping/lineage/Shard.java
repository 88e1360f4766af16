// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ordered lane of a stream: the records of one Kafka partition from {@code startOffset} on
 * whose keys belong to it, up to where it was closed, if it was.
 *
 * @param index the shard's number in its stream, never reused; also the ordinal in each record's
 *     header
 * @param partition the Kafka partition that carries it
 * @param startOffset the first offset that belongs to it
 * @param range the hash keys that it takes
 * @param createdSecond the second since 1970 that is part of each of the shard's sequence numbers:
 *     when it was created, moved on where an earlier shard has used that second, so that no two
 *     streams share a number and numbers grow from parents to children
 * @param opened when it began to take records, by the lineage log's clock
 * @param parents the shards that it took over from, by index; none for a stream's first shards
 * @param seams where in its range shards met that were merged into it or into one of its ancestors:
 *     the first hash keys of the upper ones, ascending
 * @param closing null as long as it takes records
 */
public record Shard(
    int index,
    int partition,
    long startOffset,
    HashKeyRange range,
    long createdSecond,
    Instant opened,
    List<Integer> parents,
    List<HashKey> seams,
    @Nullable Closing closing) {

  /**
   * How a shard ended.
   *
   * @param endOffset the offset behind the last one that belongs to it
   * @param at when it stopped taking records, which is when its children began
   */
  public record Closing(long endOffset, Instant at) {}

  public Shard {
    if (index < 0 || partition < 0 || startOffset < 0) {
      throw new IllegalArgumentException("negative shard index, partition or offset");
    }
    if (closing != null && closing.endOffset() < startOffset) {
      throw new IllegalArgumentException("shard " + index + " ends before it starts");
    }
    parents = List.copyOf(parents);
    seams = List.copyOf(seams);
  }

  /** One of a stream's first shards, which is open. */
  public static Shard first(
      int index, int partition, HashKeyRange range, long createdSecond, Instant opened) {
    return new Shard(index, partition, 0, range, createdSecond, opened, List.of(), List.of(), null);
  }

  /** Whether it takes records. */
  public boolean isOpen() {
    return closing == null;
  }

  /** The first offset that does not belong to it any more; there is none while it is open. */
  public long endOffset() {
    return closing == null ? Long.MAX_VALUE : closing.endOffset();
  }

  /** Whether that offset of its partition belongs to it. */
  public boolean covers(long offset) {
    return startOffset <= offset && offset < endOffset();
  }

  /** Whether the shard took records at that instant. */
  public boolean openAt(Instant instant) {
    return !opened.isAfter(instant) && (closing == null || instant.isBefore(closing.at()));
  }

  /** Whether it had stopped taking records at that instant. */
  public boolean closedAt(Instant instant) {
    return closing != null && !closing.at().isAfter(instant);
  }

  Shard closed(Closing how) {
    return new Shard(
        index, partition, startOffset, range, createdSecond, opened, parents, seams, how);
  }
}
