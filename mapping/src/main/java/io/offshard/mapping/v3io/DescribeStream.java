// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Tells the two things that there are to know of a stream.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/describestream/">DescribeStream</a>
 */
public final class DescribeStream {
  private DescribeStream() {}

  /** Which stream; the name may be in the path, and there may be no body at all. */
  public record Request(@Nullable String streamName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE = Struct.of(Request.class, Members.STREAM_NAME);
  }

  /** Its shards, which are numbered from 0, and how long records are kept. */
  public record Response(Integer shardCount, Integer retentionPeriodHours) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("ShardCount", Whole.ofInt()),
            Member.required("RetentionPeriodHours", Whole.ofInt()));
  }
}
