// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;

/**
 * The shapes and members that several operations share, with the constraints of the service's
 * model.
 */
final class Members {
  /** The form of stream names, shard ids and consumer names. */
  private static final Text NAME = Text.ofLength(1, 128).matching("[a-zA-Z0-9_.-]+");

  static final Text STREAM_NAME_TEXT = NAME;
  static final Text SHARD_ID_TEXT = NAME;
  static final Text STREAM_ARN_TEXT =
      Text.ofLength(1, 2048).matching("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
  static final Text HASH_KEY = Text.any().matching("0|([1-9]\\d{0,38})");
  static final Text SEQUENCE_NUMBER = Text.any().matching("0|([1-9]\\d{0,128})");

  /** Up to 10 MiB, before base64; a stream's own limit may be lower. */
  static final Blob DATA = Blob.ofLength(0, 10_485_760);

  static final Text PARTITION_KEY = Text.ofLength(1, 256);
  static final Text SHARD_ITERATOR = Text.ofLength(1, 512);
  static final Text NEXT_TOKEN_TEXT = Text.ofLength(1, 1_048_576);

  /**
   * How many items a page may have. The service accepts up to 10 000 everywhere and caps lower by
   * operation.
   */
  static final Whole<Integer> PAGE_SIZE = Whole.ofInt(1, 10_000);

  /** The count of something in an answer. */
  static final Whole<Integer> COUNT = Whole.ofInt(0, 1_000_000);

  static final Text RESOURCE_ARN =
      Text.ofLength(1, 2048).matching("arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+");
  static final Text TAG_KEY = Text.ofLength(1, 128);
  static final Text TAG_VALUE = Text.ofLength(0, 256);
  static final MapShape<String> TAG_MAP = MapShape.of(TAG_KEY, TAG_VALUE).ofLength(1, 200);
  static final ListShape<String> TAG_KEYS = ListShape.of(TAG_KEY).ofLength(1, 50);
  static final ListShape<MetricsName> METRICS = ListShape.of(EnumText.of(MetricsName.class));
  static final Text KEY_ID = Text.ofLength(1, 2048);
  static final Whole<Integer> MAX_RECORD_KIB = Whole.ofInt(1024, 10_240);

  static final Member<String> STREAM_NAME = Member.of("StreamName", STREAM_NAME_TEXT);
  static final Member<String> STREAM_ARN = Member.of("StreamARN", STREAM_ARN_TEXT);

  /**
   * Accepted in requests and not used: the service reserves it, and never to be put into an answer,
   * because SDKs send later calls with it to AWS instead of to the configured endpoint.
   */
  static final Member<String> STREAM_ID =
      Member.of("StreamId", Text.ofLength(1, 24).matching("[a-z0-9]{20}-[a-z0-9]{3}"));

  static final Member<String> NEXT_TOKEN = Member.of("NextToken", NEXT_TOKEN_TEXT);
  static final Member<Integer> LIMIT = Member.of("Limit", PAGE_SIZE);
  static final Member<String> EXCLUSIVE_START_SHARD_ID =
      Member.of("ExclusiveStartShardId", SHARD_ID_TEXT);
  static final Member<Integer> MAX_RECORD_SIZE = Member.of("MaxRecordSizeInKiB", MAX_RECORD_KIB);

  /** In descriptions and in what changes it; which values are possible, the service says later. */
  static final Member<Integer> RETENTION_PERIOD =
      Member.required("RetentionPeriodHours", Whole.ofInt());

  /**
   * Left out of answers about streams that are not encrypted, except in the descriptions of
   * streams.
   */
  static final Member<EncryptionType> ENCRYPTION_TYPE =
      Member.of("EncryptionType", EnumText.of(EncryptionType.class));

  static final Member<StreamModeDetails> STREAM_MODE_DETAILS =
      Member.of("StreamModeDetails", StreamModeDetails.SHAPE);
  static final Member<Instant> TIMESTAMP = Member.of("Timestamp", Timestamp.any());

  /** The members with which every description of a stream begins. */
  static final Member<String> DESCRIBED_NAME = Member.required("StreamName", STREAM_NAME_TEXT);

  static final Whole<Integer> WARM_MIBPS = Whole.ofIntFrom(0);
  static final Member<Integer> WARM_THROUGHPUT = Member.of("WarmThroughputMiBps", WARM_MIBPS);
  static final Member<String> POLICY = Member.required("Policy", Text.any());
  static final Text CONSUMER_ARN_TEXT =
      Text.ofLength(1, 2048)
          .matching(
              "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer"
                  + "\\/[a-zA-Z0-9_.-]+:[0-9]+");
  static final Member<String> CONSUMER_NAME = Member.of("ConsumerName", NAME);
  static final Member<String> CONSUMER_ARN = Member.of("ConsumerARN", CONSUMER_ARN_TEXT);

  /** The members with which every description of a consumer begins. */
  static final Member<String> DESCRIBED_CONSUMER_NAME = Member.required("ConsumerName", NAME);

  static final Member<String> DESCRIBED_CONSUMER_ARN =
      Member.required("ConsumerARN", CONSUMER_ARN_TEXT);
  static final Member<ConsumerStatus> CONSUMER_STATUS =
      Member.required("ConsumerStatus", EnumText.of(ConsumerStatus.class));
  static final Member<Instant> CONSUMER_CREATION_TIMESTAMP =
      Member.required("ConsumerCreationTimestamp", Timestamp.any());

  static final Member<String> DESCRIBED_ARN = Member.required("StreamARN", STREAM_ARN_TEXT);
  static final Member<StreamStatus> DESCRIBED_STATUS =
      Member.required("StreamStatus", EnumText.of(StreamStatus.class));

  private Members() {}
}
