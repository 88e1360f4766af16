// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Merges two neighbouring shards into one. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
 */
public final class MergeShards {
  private MergeShards() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      String shardToMerge,
      String adjacentShardToMerge,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("ShardToMerge", Members.SHARD_ID_TEXT),
            Member.required("AdjacentShardToMerge", Members.SHARD_ID_TEXT),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
