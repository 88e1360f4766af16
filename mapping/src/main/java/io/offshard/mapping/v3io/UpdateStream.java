// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream more shards; they are there when the answer comes, which has no body.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/updatestream/">UpdateStream</a>
 */
public final class UpdateStream {
  private UpdateStream() {}

  /** How many shards there are to be; that they are not too few is checked against the stream. */
  public record Request(@Nullable String streamName, Integer shardCount) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("ShardCount", Whole.ofInt(Integer.MIN_VALUE, Members.MOST_SHARDS)));
  }
}
