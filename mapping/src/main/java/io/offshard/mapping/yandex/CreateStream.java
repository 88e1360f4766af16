// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/** Creates a stream. Its answer has no members. */
public final class CreateStream {
  private CreateStream() {}

  /** What to create. */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer shardCount,
      @Nullable Integer retentionPeriodHours,
      @Nullable Integer retentionStorageMegabytes,
      @Nullable Integer writeQuotaKbPerSec,
      @Nullable StreamModeDetails streamModeDetails) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.of("ShardCount", Whole.ofInt()),
            Members.RETENTION_HOURS,
            Members.STORAGE_MEGABYTES,
            Members.WRITE_QUOTA,
            Members.STREAM_MODE_DETAILS);
  }
}
