// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;

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

  /**
   * Kafka's {@code max.message.bytes} of a topic whose largest record, data and partition key
   * together, is to be so large.
   */
  public static int maxMessageBytes(int recordKiB) {
    return (recordKiB << 10) + OVERHEAD_BYTES;
  }

  /** Kafka's {@code retention.ms} of a topic that is to keep its records for so long. */
  public static long retentionMillis(int hours) {
    return hours * HOUR;
  }

  /** The traits of the topic once it is as the alteration wants it. */
  TopicTraits with(Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention raise -> withRetention(raise.hours());
      case LowerRetention lower -> withRetention(lower.hours());
      case LimitRecords limit ->
          new TopicTraits(retentionMillis, compacted, maxMessageBytes(limit.maxRecordKiB()));
      case Encrypt encrypt -> this;
      case Decrypt decrypt -> this;
      case AddMetrics add -> this;
      case RemoveMetrics remove -> this;
      case SwitchMode to -> this;
      case Warm warm -> this;
    };
  }

  private TopicTraits withRetention(int hours) {
    return new TopicTraits(retentionMillis(hours), compacted, maxMessageBytes);
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
