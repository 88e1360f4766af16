// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/**
 * What a stream has to know of the settings of a topic that is not its own.
 *
 * @param retentionMillis Kafka's {@code retention.ms}: -1 for ever
 * @param compacted whether Kafka keeps the last record of each key for ever
 * @param maxMessageBytes Kafka's {@code max.message.bytes}, of a batch with all that is around its
 *     records
 */
public record TopicTraits(long retentionMillis, boolean compacted, int maxMessageBytes) {
  private static final long HOUR = 3_600_000;
  private static final int MOST_HOURS = 8760;

  /** What a batch and a record have around a key and a value, at most. */
  private static final int OVERHEAD_BYTES = 96;

  /** Whether records stay as long as the topic does. */
  public boolean keepsForEver() {
    return retentionMillis < 0 || compacted;
  }

  /** The retention as the API can say it: whole hours, rounded up, 1 to 8760. */
  int retentionHours() {
    return keepsForEver()
        ? MOST_HOURS
        : (int) Math.clamp(Math.ceilDiv(retentionMillis, HOUR), 1L, MOST_HOURS);
  }

  /** The largest record, data and partition key together, that is sure to fit. */
  int maxRecordBytes() {
    return Math.clamp(maxMessageBytes - OVERHEAD_BYTES, 0, StreamSettings.MOST_RECORD_KIB << 10);
  }

  /** The settings that a stream of the topic shows, with what does not come from the topic. */
  StreamSettings on(StreamSettings before) {
    int kib =
        Math.clamp(
            Math.ceilDiv(maxRecordBytes(), 1024),
            StreamSettings.DEFAULT_MAX_RECORD_KIB,
            StreamSettings.MOST_RECORD_KIB);
    return before.withRetentionHours(retentionHours()).withMaxRecordKiB(kib);
  }
}
