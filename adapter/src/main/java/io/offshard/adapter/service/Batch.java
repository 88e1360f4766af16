// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive records of one partition.
 *
 * @param records in the order of offsets; may be empty before the end, for example where
 *     transactions left marks only
 * @param next the offset to go on from
 * @param end the offset behind the last record that could be seen at the time
 */
public record Batch(List<Entry> records, long next, long end) {

  /**
   * Its first part.
   *
   * @param maxRecords at most so many
   * @param maxBytes at most so many as the APIs count them; one record always fits
   */
  public Batch first(int maxRecords, int maxBytes) {
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      bytes += records.get(i).bytes();
      if (i == maxRecords || (i > 0 && bytes > maxBytes)) {
        return new Batch(records.subList(0, i), records.get(i).offset(), end);
      }
    }
    return this;
  }

  /** How many bytes of data and keys records have, as the APIs count them. */
  public static long bytes(List<Entry> records) {
    long bytes = 0;
    for (Entry entry : records) {
      bytes += entry.bytes();
    }
    return bytes;
  }

  /**
   * One Kafka record.
   *
   * @param timestamp milliseconds since 1970, as Kafka has it
   * @param key the key's bytes, or null
   * @param value the value's bytes; empty where Kafka has null
   * @param ordinal the shard that it was written for, where its header says so
   * @param seal whether it only marks the end of a shard
   * @param clientInfo what its writer has added to it for its readers, or null
   */
  public record Entry(
      long offset,
      long timestamp,
      @Nullable ByteBuffer key,
      ByteBuffer value,
      OptionalInt ordinal,
      boolean seal,
      @Nullable ByteBuffer clientInfo) {

    /** The latest time that clients can be shown. */
    private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The timestamp as it can be shown, as a producer's may be anything: of 1970 to 9999. */
    public long shownMillis() {
      return Math.clamp(timestamp, 0, MAX_MILLIS);
    }

    /** The size that the APIs count. */
    public int bytes() {
      return value.remaining() + (key == null ? 0 : key.remaining());
    }
  }
}
