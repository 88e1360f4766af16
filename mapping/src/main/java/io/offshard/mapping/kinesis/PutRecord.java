// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public final class PutRecord {
  private PutRecord() {}

  /**
   * The stream is given by its name, its ARN or both. The shard is that of the hash key, where one
   * is given, else that of the partition key.
   */
  public record Request(
      @Nullable String streamName,
      ByteBuffer data,
      String partitionKey,
      @Nullable String explicitHashKey,
      @Nullable String sequenceNumberForOrdering,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("Data", Members.DATA),
            Member.required("PartitionKey", Members.PARTITION_KEY),
            Member.of("ExplicitHashKey", Members.HASH_KEY),
            Member.of("SequenceNumberForOrdering", Members.SEQUENCE_NUMBER),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** Where the record was stored. */
  public record Response(
      String shardId, String sequenceNumber, @Nullable EncryptionType encryptionType) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("ShardId", Members.SHARD_ID_TEXT),
            Member.required("SequenceNumber", Members.SEQUENCE_NUMBER),
            Members.ENCRYPTION_TYPE);
  }
}
