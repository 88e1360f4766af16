// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.util.Map;

/**
 * What a stream's owner can choose about it.
 *
 * @param retentionHours how long records stay readable, 24 to 8760
 * @param maxRecordKiB the largest record (data and partition key together), 1024 to 10240
 * @param tags the owner's labels
 */
public record StreamSettings(
    CapacityMode mode, int retentionHours, int maxRecordKiB, Map<String, String> tags) {

  /** Retention of a new stream, in hours. */
  public static final int DEFAULT_RETENTION_HOURS = 24;

  /** Record size limit of a new stream, in KiB. */
  public static final int DEFAULT_MAX_RECORD_KIB = 1024;

  public StreamSettings {
    tags = Map.copyOf(tags);
  }

  public Duration retention() {
    return Duration.ofHours(retentionHours);
  }

  public int maxRecordBytes() {
    return maxRecordKiB * 1024;
  }
}
