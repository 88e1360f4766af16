// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream with a page of its shards, as DescribeStream shows it. The name is the one that was
 * asked for.
 */
public record StreamDescription(
    String streamName,
    String streamArn,
    StreamStatus streamStatus,
    @Nullable StreamModeDetails streamModeDetails,
    List<Shard> shards,
    Boolean hasMoreShards,
    Integer retentionPeriodHours,
    Instant streamCreationTimestamp,
    Integer writeQuotaKbPerSec) {
  /** The declaration of the members. */
  public static final Struct<StreamDescription> SHAPE =
      Struct.of(
          StreamDescription.class,
          Members.DESCRIBED_NAME,
          Members.DESCRIBED_ARN,
          Members.DESCRIBED_STATUS,
          Members.STREAM_MODE_DETAILS,
          Member.required("Shards", ListShape.of(Shard.SHAPE)),
          Member.required("HasMoreShards", Flag.any()),
          Members.DESCRIBED_RETENTION,
          Members.DESCRIBED_CREATION,
          Members.DESCRIBED_QUOTA);
}
