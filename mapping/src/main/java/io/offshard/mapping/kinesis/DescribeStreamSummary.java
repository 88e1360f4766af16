// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stream without its shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">DescribeStreamSummary</a>
 */
public final class DescribeStreamSummary {
  private DescribeStreamSummary() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName, @Nullable String streamArn, @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Members.STREAM_NAME, Members.STREAM_ARN, Members.STREAM_ID);
  }

  /** The description. */
  public record Response(StreamDescriptionSummary streamDescriptionSummary) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("StreamDescriptionSummary", StreamDescriptionSummary.SHAPE));
  }
}
