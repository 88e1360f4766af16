// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import io.offshard.mapping.shape.Whole;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The members that several operations share. They have hardly any constraints: the service looks at
 * values one by one, and has a text of its own for each.
 */
final class Members {
  static final Member<String> STREAM_NAME = Member.of("StreamName", Text.any());

  /** The service's name of it, which says the same as the one that SDKs for Kinesis send. */
  static final Member<String> STREAM_ARN = Member.of("StreamArn", Text.any());

  static final Member<String> STREAM_ARN_OF_SDKS = Member.of("StreamARN", Text.any());
  static final Member<String> CONSUMER_NAME = Member.of("ConsumerName", Text.any());
  static final Member<String> NEXT_TOKEN = Member.of("NextToken", Text.any());
  static final Member<Integer> LIMIT = Member.of("Limit", Whole.ofInt());
  static final Member<Integer> MAX_RESULTS = Member.of("MaxResults", Whole.ofInt());
  static final Member<String> EXCLUSIVE_START_SHARD_ID =
      Member.of("ExclusiveStartShardId", Text.any());
  static final Member<Integer> RETENTION_HOURS = Member.of("RetentionPeriodHours", Whole.ofInt());
  static final Member<Integer> WRITE_QUOTA = Member.of("WriteQuotaKbPerSec", Whole.ofInt());
  static final Member<Integer> STORAGE_MEGABYTES =
      Member.of("RetentionStorageMegabytes", Whole.ofInt());
  static final Member<Integer> TARGET_SHARD_COUNT = Member.of("TargetShardCount", Whole.ofInt());
  static final Member<StreamModeDetails> STREAM_MODE_DETAILS =
      Member.of("StreamModeDetails", StreamModeDetails.SHAPE);

  /** As long as a body may be; the limit of a record comes later. */
  static final Member<ByteBuffer> DATA = Member.of("Data", Blob.ofLength(0, Integer.MAX_VALUE));

  static final Member<String> PARTITION_KEY = Member.of("PartitionKey", Text.any());
  static final Member<String> EXPLICIT_HASH_KEY = Member.of("ExplicitHashKey", Text.any());

  /** The members with which every description of a stream begins. */
  static final Member<String> DESCRIBED_NAME = Member.required("StreamName", Text.any());

  static final Member<String> DESCRIBED_ARN = Member.required("StreamArn", Text.any());
  static final Member<StreamStatus> DESCRIBED_STATUS =
      Member.required("StreamStatus", EnumText.of(StreamStatus.class));
  static final Member<Integer> DESCRIBED_RETENTION =
      Member.required("RetentionPeriodHours", Whole.ofInt());
  static final Member<Instant> DESCRIBED_CREATION =
      Member.required("StreamCreationTimestamp", Timestamp.any());
  static final Member<EncryptionType> DESCRIBED_ENCRYPTION =
      Member.required("EncryptionType", EnumText.of(EncryptionType.class));
  static final Member<Integer> DESCRIBED_QUOTA =
      Member.required("WriteQuotaKbPerSec", Whole.ofInt());

  private Members() {}
}
