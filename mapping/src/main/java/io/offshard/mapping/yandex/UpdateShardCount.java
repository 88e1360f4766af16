// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/** Gives a stream more shards. */
public final class UpdateShardCount {
  private UpdateShardCount() {}

  /** How many it is to have. */
  public record Request(@Nullable String streamName, @Nullable Integer targetShardCount) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Members.STREAM_NAME, Members.TARGET_SHARD_COUNT);
  }

  /** How many it had, and is to have. */
  public record Response(String streamName, Integer currentShardCount, Integer targetShardCount) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Members.DESCRIBED_NAME,
            Member.required("CurrentShardCount", Whole.ofInt()),
            Member.required("TargetShardCount", Whole.ofInt()));
  }
}
