// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stream with a page of its shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a>
 */
public final class DescribeStream {
  private DescribeStream() {}

  /**
   * The stream is given by its name, its ARN or both. At most 100 shards are returned, whatever the
   * limit.
   */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer limit,
      @Nullable String exclusiveStartShardId,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.LIMIT,
            Members.EXCLUSIVE_START_SHARD_ID,
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** The description. */
  public record Response(StreamDescription streamDescription) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("StreamDescription", StreamDescription.SHAPE));
  }
}
