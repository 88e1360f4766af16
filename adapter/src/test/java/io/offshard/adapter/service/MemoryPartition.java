// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** One partition in memory; every place is this one. The first record has offset 0. */
public final class MemoryPartition implements PartitionReader {
  private final List<Batch.Entry> entries = new ArrayList<>();
  private long begin;
  private int endsAsked;
  private int reads;
  private int keptAsked;

  /** Adds a record that names no shard. */
  public MemoryPartition add(Instant at, String value) {
    return add(at, value, OptionalInt.empty(), false);
  }

  MemoryPartition add(Instant at, String value, OptionalInt ordinal, boolean seal) {
    entries.add(
        new Batch.Entry(
            entries.size(),
            at.toEpochMilli(),
            ByteBuffer.wrap("k".getBytes(UTF_8)),
            ByteBuffer.wrap(value.getBytes(UTF_8)),
            ordinal,
            seal,
            null));
    return this;
  }

  /** Forgets what stands before that offset, as Kafka does with whole segments. */
  public void trim(long offset) {
    begin = offset;
  }

  int size() {
    return entries.size();
  }

  int endsAsked() {
    return endsAsked;
  }

  int reads() {
    return reads;
  }

  @Override
  public Batch read(Place place, long offset, int maxRecords, int maxBytes) {
    reads++;
    long from = Math.max(offset, begin);
    List<Batch.Entry> page = new ArrayList<>();
    int bytes = 0;
    for (long i = from; i < entries.size() && page.size() < maxRecords; i++) {
      Batch.Entry entry = entries.get((int) i);
      bytes += entry.bytes();
      if (!page.isEmpty() && bytes > maxBytes) {
        break;
      }
      page.add(entry);
    }
    return new Batch(page, from + page.size(), entries.size());
  }

  @Override
  public List<Long> keptFrom(List<Place> places, Instant oldest) {
    keptAsked++;
    Place any = new Place("", new UUID(0, 0), 0, 0);
    return places.stream()
        .map(
            place ->
                oldest.isAfter(Instant.EPOCH)
                    ? offsetAt(any, oldest).orElse(entries.size())
                    : begin)
        .toList();
  }

  /** How often it was asked for the first records of partitions. */
  public int keptAsked() {
    return keptAsked;
  }

  @Override
  public long end(Place place) {
    endsAsked++;
    return entries.size();
  }

  @Override
  public OptionalLong offsetAt(Place place, Instant instant) {
    return entries.stream()
        .filter(entry -> entry.offset() >= begin && entry.timestamp() >= instant.toEpochMilli())
        .mapToLong(Batch.Entry::offset)
        .findFirst();
  }
}
