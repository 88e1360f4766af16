// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells how far partitions have had records, for who must not see the marks that stand between the
 * shards of a partition: one that has nothing else looks as if nobody had written to it. What was
 * found in a shard once is not looked for again, and where there was nothing, only what came since.
 * Bounded; thread-safe.
 */
public final class RecordedEnds {
  /** So many shards are remembered; beyond that all are looked into anew. */
  private static final int MOST = 20_000;

  /** One that was written to stays so. */
  private static final long WRITTEN = Long.MAX_VALUE;

  private static final int PAGE_RECORDS = 16;
  private static final int PAGE_BYTES = 64 << 10;

  private record Part(UUID topicId, int shard) {}

  private final RecordReader reader;

  /** Up to where each shard has no record. */
  private final Map<Part, Long> barren = new ConcurrentHashMap<>();

  /** Looks into shards by way of that reader. */
  public RecordedEnds(RecordReader reader) {
    this.reader = reader;
  }

  /**
   * The end of a partition without the marks that come after its last record, as far as no shard
   * between has had one; 0 where nobody has ever written. What was deleted meanwhile was written.
   *
   * @param end where the partition ends
   * @throws StreamFaultException with {@link StreamFault.Unavailable} or {@link
   *     StreamFault.StreamGone}
   */
  public long end(Lineage stream, int partition, long end) {
    if (stream.isNative()) {
      return end; // nobody puts marks there
    }
    List<Shard> carried =
        stream.shards().all().stream().filter(shard -> shard.partition() == partition).toList();
    for (int i = carried.size() - 1; i >= 0; i--) {
      Shard shard = carried.get(i);
      long to = Math.min(end, shard.endOffset());
      // The first one follows nobody, so that no mark stands before its records.
      if (to > shard.startOffset() && isWritten(stream, shard, to, i == 0 ? 0 : 1)) {
        return to;
      }
    }
    return 0;
  }

  private boolean isWritten(Lineage stream, Shard shard, long to, int marks) {
    Part part = new Part(stream.topicId().orElseThrow(), shard.index());
    long known = barren.getOrDefault(part, shard.startOffset());
    if (known < to) {
      known = look(stream, shard, known, to);
      if (known != WRITTEN
          && reader.horizon(stream, shard, Instant.EPOCH) - shard.startOffset() > marks) {
        known = WRITTEN; // Kafka has deleted more than the mark
      }
      if (barren.size() >= MOST) {
        barren.clear();
      }
      barren.merge(part, known, Math::max);
    }
    return known == WRITTEN;
  }

  /** Up to where there is no record. */
  private long look(Lineage stream, Shard shard, long from, long to) {
    long next = from;
    while (next < to) {
      RecordReader.Page page =
          reader.read(stream, shard, next, PAGE_RECORDS, PAGE_BYTES, Instant.EPOCH);
      if (!page.records().isEmpty()) {
        return WRITTEN;
      }
      if (page.next() <= next) {
        return next; // what comes is not committed yet, or the shard is about to be closed here
      }
      next = page.next();
    }
    return next;
  }
}
