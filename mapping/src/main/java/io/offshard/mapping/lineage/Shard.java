// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;

/**
 * One ordered lane of a stream: the records of one Kafka partition from {@code startOffset} on
 * whose keys hash into {@code range}.
 *
 * @param index the shard's number in its stream, never reused; also the ordinal in each record's
 *     header
 * @param partition the Kafka partition that carries it
 * @param startOffset the first offset that belongs to it
 * @param range the hash keys that it takes
 * @param createdSecond the second since 1970 that is part of each of the shard's sequence numbers:
 *     when it was created, moved on where an earlier stream has used that second, so that no two
 *     streams share a number
 * @param opened when it began to take records, by the lineage log's clock
 */
public record Shard(
    int index,
    int partition,
    long startOffset,
    HashKeyRange range,
    long createdSecond,
    Instant opened) {

  public Shard {
    if (index < 0 || partition < 0 || startOffset < 0) {
      throw new IllegalArgumentException("negative shard index, partition or offset");
    }
  }

  /** Whether the shard took records at that instant. */
  public boolean openAt(Instant instant) {
    return !opened.isAfter(instant);
  }
}
