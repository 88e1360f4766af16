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
 * Lists the shards of a stream, closed ones included as long as their records are retained.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 */
public final class ListShards {
  private ListShards() {}

  /**
   * Either a stream, and which of its shards, or the token of a previous page, which stands for all
   * of that. At most 1000 shards are returned.
   */
  public record Request(
      @Nullable String streamName,
      @Nullable String nextToken,
      @Nullable String exclusiveStartShardId,
      @Nullable Integer maxResults,
      @Nullable Instant streamCreationTimestamp,
      @Nullable ShardFilter shardFilter,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.NEXT_TOKEN,
            Members.EXCLUSIVE_START_SHARD_ID,
            Member.of("MaxResults", Members.PAGE_SIZE),
            Member.of("StreamCreationTimestamp", Timestamp.any()),
            Member.of("ShardFilter", ShardFilter.SHAPE),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** A page in the order of shard ids; the token is absent on the last one. */
  public record Response(@Nullable List<Shard> shards, @Nullable String nextToken) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class, Member.of("Shards", ListShape.of(Shard.SHAPE)), Members.NEXT_TOKEN);
  }
}
