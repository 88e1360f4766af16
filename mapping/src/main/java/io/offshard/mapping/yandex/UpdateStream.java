// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/** Changes several settings of a stream at once; only Yandex Data Streams has it. */
public final class UpdateStream {
  private UpdateStream() {}

  /**
   * What is not given stays. The number of shards has a name in the documentation and another in
   * the server.
   */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer shardCount,
      @Nullable Integer targetShardCount,
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
            Members.TARGET_SHARD_COUNT,
            Members.RETENTION_HOURS,
            Members.STORAGE_MEGABYTES,
            Members.WRITE_QUOTA,
            Members.STREAM_MODE_DETAILS);
  }

  /** What holds from now on. */
  public record Response(
      String streamName,
      Integer shardCount,
      Integer writeQuotaKbPerSec,
      Integer retentionPeriodHours) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Members.DESCRIBED_NAME,
            Member.required("ShardCount", Whole.ofInt()),
            Members.DESCRIBED_QUOTA,
            Members.DESCRIBED_RETENTION);
  }
}
