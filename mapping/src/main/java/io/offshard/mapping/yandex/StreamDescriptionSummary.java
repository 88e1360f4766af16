// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;

/** A stream without its shards, as DescribeStreamSummary shows it. */
public record StreamDescriptionSummary(
    String streamName,
    String streamArn,
    StreamStatus streamStatus,
    Integer retentionPeriodHours,
    Instant streamCreationTimestamp,
    EncryptionType encryptionType,
    Integer openShardCount,
    Integer consumerCount) {
  /** The declaration of the members. */
  public static final Struct<StreamDescriptionSummary> SHAPE =
      Struct.of(
          StreamDescriptionSummary.class,
          Members.DESCRIBED_NAME,
          Members.DESCRIBED_ARN,
          Members.DESCRIBED_STATUS,
          Members.DESCRIBED_RETENTION,
          Members.DESCRIBED_CREATION,
          Members.DESCRIBED_ENCRYPTION,
          Member.required("OpenShardCount", Whole.ofInt()),
          Member.required("ConsumerCount", Whole.ofInt()));
}
