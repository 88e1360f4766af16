// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.groupingBy;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a stream as if each of its partitions were one shard that never ends, which is how APIs
 * show it in which a stream grows without shards being closed: the shards that the partition has
 * carried, one after another. Places are Kafka's offsets. Thread-safe.
 */
public final class EndlessShards {

  /**
   * A page of a partition.
   *
   * @param next the offset to go on from
   * @param behind how many offsets there are from there on
   * @param millisBehind how far the page is behind the newest record, in milliseconds; 0 exactly
   *     when nothing is left
   */
  public record Page(List<Batch.Entry> records, long next, long behind, long millisBehind) {}

  private final RecordReader reader;
  private final Clock clock;

  /** A reader of partitions, by way of their shards; the clock tells which of these are expired. */
  public EndlessShards(RecordReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** How many there are. Kafka never takes a partition away, so a merge leaves as many. */
  public static int count(Lineage stream) {
    return stream.shards().partitions();
  }

  /**
   * The records of a partition from an offset on. At the end of one that a merge has freed there is
   * nothing to wait for, which looks as if nobody wrote.
   *
   * @param partition one that the stream has
   * @param maxRecords at most so many
   * @param maxBytes data and keys of about so many bytes at most; one record always fits
   * @throws StreamFaultException with {@link StreamFault.RateExceeded} when a shard is asked for
   *     more than it may be
   */
  public Page read(Lineage stream, int partition, long offset, int maxRecords, int maxBytes) {
    Page page = new Page(List.of(), offset, 0, 0);
    for (Shard shard : retained(stream, partition)) {
      if (shard.endOffset() > page.next() && page.records().isEmpty()) {
        page = page(stream, shard, reader.poll(stream, shard, page.next(), maxRecords, maxBytes));
        if (shard.endOffset() > page.next()) {
          return page;
        }
      }
    }
    return page;
  }

  private static Page page(Lineage stream, Shard shard, RecordReader.Page page) {
    Shard last = stream.shards().last(shard.partition());
    long behind = Math.max(0, Math.min(page.end(), last.endOffset()) - page.next());
    // The last page of a shard says that nothing is left, and may have a successor all the same.
    return new Page(
        page.records(), page.next(), behind, behind == 0 ? 0 : Math.max(1, page.millisBehind()));
  }

  /**
   * Begins a call of a client that asks where to begin.
   *
   * @throws StreamFaultException with {@link StreamFault.RateExceeded} when it comes too soon
   */
  public void requireIterator(Lineage stream, int partition) {
    reader.requireIterator(stream, stream.shards().last(partition));
  }

  /** The first offset of what is retained; the end when nothing is. */
  public long earliest(Lineage stream, int partition) {
    return earliest(stream, List.of(partition)).getFirst();
  }

  /** The same of several partitions, for which Kafka is asked at once. */
  public List<Long> earliest(Lineage stream, List<Integer> partitions) {
    Instant now = clock.instant();
    Map<Integer, List<Shard>> carried =
        stream.shards(now).stream().collect(groupingBy(Shard::partition));
    Map<Integer, Long> found = new HashMap<>();
    for (int turn = 0; !found.keySet().containsAll(partitions); turn++) {
      List<Shard> asked = new ArrayList<>();
      for (int partition : partitions) {
        List<Shard> shards = carried.getOrDefault(partition, List.of());
        if (turn < shards.size() && !found.containsKey(partition)) {
          asked.add(shards.get(turn));
        } else {
          found.computeIfAbsent(partition, none -> latest(stream, none));
        }
      }
      List<Long> froms = reader.horizons(stream, asked, now);
      for (int i = 0; i < asked.size(); i++) {
        if (froms.get(i) < asked.get(i).endOffset()) {
          found.put(asked.get(i).partition(), froms.get(i));
        }
      }
    }
    return partitions.stream().map(found::get).toList();
  }

  /**
   * The offset behind the last record. A shard that is open in the image may have been closed
   * since, and the partition have gone on behind it.
   */
  public long latest(Lineage stream, int partition) {
    Shard last = stream.shards().last(partition);
    return last.isOpen() ? reader.end(stream, last) : last.endOffset();
  }

  /** Where a reader begins that wants what was written at an instant or later. */
  public long at(Lineage stream, int partition, Instant instant) {
    for (Shard shard : retained(stream, partition)) {
      long from = reader.at(stream, shard, instant);
      if (from < shard.endOffset()) {
        return from;
      }
    }
    return latest(stream, partition);
  }

  /** Those that the partition has carried and that are not expired, in the order of offsets. */
  private List<Shard> retained(Lineage stream, int partition) {
    return stream.shards(clock.instant()).stream()
        .filter(shard -> shard.partition() == partition)
        .toList();
  }
}
