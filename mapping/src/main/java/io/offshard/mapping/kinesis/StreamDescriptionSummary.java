// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream without its shards, as DescribeStreamSummary shows it. The model's StreamId is left out
 * on purpose: a client that sees one sends later calls to AWS, whatever endpoint it is configured
 * for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescriptionSummary.html">StreamDescriptionSummary</a>
 */
public record StreamDescriptionSummary(
    String streamName,
    String streamArn,
    StreamStatus streamStatus,
    @Nullable StreamModeDetails streamModeDetails,
    Integer retentionPeriodHours,
    Instant streamCreationTimestamp,
    List<EnhancedMetrics> enhancedMonitoring,
    @Nullable EncryptionType encryptionType,
    @Nullable String keyId,
    Integer openShardCount,
    @Nullable Integer consumerCount,
    @Nullable WarmThroughputObject warmThroughput,
    @Nullable Integer maxRecordSizeInKiB) {
  /** The declaration of the members. */
  public static final Struct<StreamDescriptionSummary> SHAPE =
      Struct.of(
          StreamDescriptionSummary.class,
          Members.DESCRIBED_NAME,
          Members.DESCRIBED_ARN,
          Members.DESCRIBED_STATUS,
          Members.STREAM_MODE_DETAILS,
          Members.RETENTION_PERIOD,
          Member.required("StreamCreationTimestamp", Timestamp.any()),
          Member.required("EnhancedMonitoring", ListShape.of(EnhancedMetrics.SHAPE)),
          Members.ENCRYPTION_TYPE,
          Member.of("KeyId", Members.KEY_ID),
          Member.required("OpenShardCount", Members.COUNT),
          Member.of("ConsumerCount", Members.COUNT),
          Member.of("WarmThroughput", WarmThroughputObject.SHAPE),
          Members.MAX_RECORD_SIZE);
}
