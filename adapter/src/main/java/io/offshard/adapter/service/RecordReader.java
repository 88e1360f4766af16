// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Reads the records of a shard: of its partition, those at its offsets that were not written for
 * another shard and are not older than the stream's retention. Thread-safe.
 */
public final class RecordReader {

  /**
   * A page of a shard.
   *
   * @param next the offset to go on from
   * @param millisBehind how far the page is behind the newest record, in milliseconds; 0 exactly
   *     when nothing is left
   */
  public record Page(List<Batch.Entry> records, long next, long millisBehind) {}

  private final PartitionReader log;
  private final Clock clock;
  private final SeenEnds ends = new SeenEnds();

  /** A reader of that log; the clock tells which records are expired. */
  public RecordReader(PartitionReader log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * The records of a shard from an offset on.
   *
   * @param maxRecords at most so many
   * @param maxBytes data and keys of about so many bytes at most; one record always fits
   */
  public Page read(Lineage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
    Place place = place(stream, shard);
    Instant now = clock.instant();
    long from = Math.max(offset, shard.startOffset());
    Batch batch = log.read(place, from, maxRecords, maxBytes);
    Instant expiry = stream.expiry(now);
    if (!batch.records().isEmpty()
        && batch.records().getFirst().timestamp() < expiry.toEpochMilli()) {
      // Kafka deletes whole segments only, so it may still have what the stream no longer has.
      long kept = log.offsetAt(place, expiry).orElse(batch.end());
      batch = log.read(place, Math.max(kept, from), maxRecords, maxBytes);
    }
    ends.saw(stream, shard, batch.end());
    return new Page(belonging(batch.records(), shard), batch.next(), millisBehind(batch, now));
  }

  /** Nearly always all do. */
  private static List<Batch.Entry> belonging(List<Batch.Entry> records, Shard shard) {
    for (Batch.Entry entry : records) {
      if (!belongs(entry, shard)) {
        return records.stream().filter(each -> belongs(each, shard)).toList();
      }
    }
    return records;
  }

  private static boolean belongs(Batch.Entry entry, Shard shard) {
    return !entry.seal() && entry.ordinal().orElse(shard.index()) == shard.index();
  }

  private static long millisBehind(Batch batch, Instant now) {
    if (batch.next() >= batch.end()) {
      return 0;
    }
    long newest =
        batch.records().isEmpty() ? now.toEpochMilli() : batch.records().getLast().timestamp();
    return Math.max(1, now.toEpochMilli() - newest);
  }

  /** Where a reader begins that wants only what is written from now on. */
  public long latest(Lineage stream, Shard shard) {
    long end = log.end(place(stream, shard));
    ends.saw(stream, shard, end);
    return Math.max(shard.startOffset(), end);
  }

  /**
   * Where a reader begins that wants to go on at an offset: there, but neither before the shard nor
   * beyond the end, as one that waits there would miss what is written meanwhile. Kafka is asked
   * for the end only where the offset may lie beyond it.
   */
  public long from(Lineage stream, Shard shard, long offset) {
    long from = Math.max(shard.startOffset(), offset);
    return from == shard.startOffset() || ends.reach(stream, shard, from)
        ? from
        : Math.min(from, latest(stream, shard));
  }

  /** Where a reader begins that wants what was written at an instant or later. */
  public long at(Lineage stream, Shard shard, Instant instant) {
    Place place = place(stream, shard);
    // The end first: a record written between the two questions must not be skipped.
    long end = log.end(place);
    Instant expiry = stream.expiry(clock.instant());
    Instant from = instant.isBefore(expiry) ? expiry : instant;
    return Math.max(shard.startOffset(), Math.min(end, log.offsetAt(place, from).orElse(end)));
  }

  /**
   * Where a reader begins that wants all that is retained: at the start of the shard, whatever is
   * left of it. What is expired or gone by the time of the reading is stepped over then, in {@link
   * #read}, as it has to be for every iterator; so there is no need to ask Kafka twice.
   */
  public static long trimHorizon(Shard shard) {
    return shard.startOffset();
  }

  private static Place place(Lineage stream, Shard shard) {
    return new Place(
        stream.topic(), stream.topicId().orElseThrow(), shard.partition(), shard.index());
  }
}
