// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/** Lists the shards of a stream. The answer is that of Kinesis. */
public final class ListShards {
  private ListShards() {}

  /**
   * Of its types only AFTER_SHARD_ID leaves out shards: all others go by times at which shards were
   * open, and these have been open ever since.
   */
  public record ShardFilter(@Nullable String type, @Nullable String shardId) {
    /** The declaration of the members. */
    public static final Struct<ShardFilter> SHAPE =
        Struct.of(
            ShardFilter.class, Member.of("Type", Text.any()), Member.of("ShardId", Text.any()));
  }

  /** A page of a stream, or a token in its place. */
  public record Request(
      @Nullable String streamName,
      @Nullable String nextToken,
      @Nullable String exclusiveStartShardId,
      @Nullable Integer maxResults,
      @Nullable ShardFilter shardFilter) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.NEXT_TOKEN,
            Members.EXCLUSIVE_START_SHARD_ID,
            Members.MAX_RESULTS,
            Member.of("ShardFilter", ShardFilter.SHAPE));
  }
}
