// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * Gives a position in a shard to read from, for fifteen minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">GetShardIterator</a>
 */
public final class GetShardIterator {
  private GetShardIterator() {}

  /**
   * Where to begin.
   *
   * @param shardIteratorType one of {@link Type}; another one has a text of its own
   */
  public record Request(
      @Nullable String streamArn,
      @Nullable String shardId,
      @Nullable String shardIteratorType,
      @Nullable String sequenceNumber) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Member.of("ShardId", Members.SHARD),
            Member.of("ShardIteratorType", Text.any()),
            Member.of("SequenceNumber", Members.NUMBER));
  }

  /** The four ways to say it. */
  public enum Type {
    TRIM_HORIZON,
    LATEST,
    AT_SEQUENCE_NUMBER,
    AFTER_SEQUENCE_NUMBER
  }

  /** The position. */
  public record Response(String shardIterator) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("ShardIterator", Text.any()));
  }
}
