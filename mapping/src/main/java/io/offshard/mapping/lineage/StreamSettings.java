// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's owner can choose about it.
 *
 * @param capacity how much it is to take
 * @param retentionHours how long records stay readable, 24 to 8760
 * @param maxRecordKiB the largest record (data and partition key together), 1024 to 10240
 * @param tags the owner's labels, at most {@link #MAX_TAGS}
 * @param encryptionKey the key that the owner named when asking for encryption; null without
 * @param metrics what the owner wants to be measured for each shard
 */
public record StreamSettings(
    Capacity capacity,
    int retentionHours,
    int maxRecordKiB,
    Map<String, String> tags,
    @Nullable String encryptionKey,
    Set<ShardMetric> metrics) {

  /** Retention of a new stream, in hours. */
  public static final int DEFAULT_RETENTION_HOURS = 24;

  /** Record size limit of a new stream, in KiB. */
  public static final int DEFAULT_MAX_RECORD_KIB = 1024;

  /** The highest record size limit that a stream can have, in KiB. */
  public static final int MOST_RECORD_KIB = 10_240;

  /** How many tags a stream may have. */
  public static final int MAX_TAGS = 50;

  public StreamSettings {
    tags = Map.copyOf(tags);
    metrics = metrics.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(metrics));
  }

  /** Settings of a new stream: neither encrypted nor measured shard by shard. */
  public StreamSettings(
      CapacityMode mode, int retentionHours, int maxRecordKiB, Map<String, String> tags) {
    this(Capacity.of(mode), retentionHours, maxRecordKiB, tags, null, Set.of());
  }

  /** Of a topic that is somebody else's, before it was looked at. */
  static StreamSettings ofNative() {
    return new StreamSettings(
        CapacityMode.ON_DEMAND, DEFAULT_RETENTION_HOURS, DEFAULT_MAX_RECORD_KIB, Map.of());
  }

  /** Who decides on the number of shards. */
  public CapacityMode mode() {
    return capacity.mode();
  }

  public Duration retention() {
    return Duration.ofHours(retentionHours);
  }

  /** With another capacity. */
  public StreamSettings withCapacity(Capacity next) {
    return new StreamSettings(next, retentionHours, maxRecordKiB, tags, encryptionKey, metrics);
  }

  StreamSettings withRetentionHours(int hours) {
    return new StreamSettings(capacity, hours, maxRecordKiB, tags, encryptionKey, metrics);
  }

  StreamSettings withMaxRecordKiB(int size) {
    return new StreamSettings(capacity, retentionHours, size, tags, encryptionKey, metrics);
  }

  StreamSettings withTags(Map<String, String> all) {
    return new StreamSettings(capacity, retentionHours, maxRecordKiB, all, encryptionKey, metrics);
  }

  StreamSettings withEncryptionKey(@Nullable String key) {
    return new StreamSettings(capacity, retentionHours, maxRecordKiB, tags, key, metrics);
  }

  StreamSettings withMetrics(Set<ShardMetric> all) {
    return new StreamSettings(capacity, retentionHours, maxRecordKiB, tags, encryptionKey, all);
  }
}
