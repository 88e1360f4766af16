// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream with a page of its shards, as DescribeStream shows it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescription.html">StreamDescription</a>
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
    List<EnhancedMetrics> enhancedMonitoring,
    @Nullable EncryptionType encryptionType,
    @Nullable String keyId) {
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
          Members.RETENTION_PERIOD,
          Member.required("StreamCreationTimestamp", Timestamp.any()),
          Member.required("EnhancedMonitoring", ListShape.of(EnhancedMetrics.SHAPE)),
          Members.ENCRYPTION_TYPE,
          Member.of("KeyId", Members.KEY_ID));
}
