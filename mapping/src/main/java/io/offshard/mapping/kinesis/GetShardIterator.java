// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a position in a shard to start reading from.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
public final class GetShardIterator {
  private GetShardIterator() {}

  /**
   * The stream is given by its name, its ARN or both. Two of the types need a sequence number, one
   * an instant.
   */
  public record Request(
      @Nullable String streamName,
      String shardId,
      ShardIteratorType shardIteratorType,
      @Nullable String startingSequenceNumber,
      @Nullable Instant timestamp,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("ShardId", Members.SHARD_ID_TEXT),
            Member.required("ShardIteratorType", EnumText.of(ShardIteratorType.class)),
            Member.of("StartingSequenceNumber", Members.SEQUENCE_NUMBER),
            Members.TIMESTAMP,
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** The position, good for five minutes. */
  public record Response(@Nullable String shardIterator) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.of("ShardIterator", Members.SHARD_ITERATOR));
  }
}
