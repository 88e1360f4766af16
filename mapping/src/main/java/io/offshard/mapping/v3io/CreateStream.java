// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Creates a stream, which is there when the answer comes. The answer has no body.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/createstream/">CreateStream</a>
 */
public final class CreateStream {
  private static final int YEAR_HOURS = 8_760;

  private CreateStream() {}

  /** What to create; the name may be in the path. */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer shardCount,
      @Nullable Integer retentionPeriodHours) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.of("ShardCount", Whole.ofInt(1, Members.MOST_SHARDS)),
            Member.of("RetentionPeriodHours", Whole.ofInt(1, YEAR_HOURS)));
  }
}
