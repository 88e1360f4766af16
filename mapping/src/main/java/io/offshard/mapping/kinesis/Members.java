// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.EnumText;
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
  static final Member<Integer> MAX_RECORD_SIZE =
      Member.of("MaxRecordSizeInKiB", Whole.ofInt(1024, 10_240));

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

  static final Member<String> DESCRIBED_ARN = Member.required("StreamARN", STREAM_ARN_TEXT);
  static final Member<StreamStatus> DESCRIBED_STATUS =
      Member.required("StreamStatus", EnumText.of(StreamStatus.class));

  private Members() {}
}
