// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Describes a consumer of a stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">DescribeStreamConsumer</a>
 */
public final class DescribeStreamConsumer {
  private DescribeStreamConsumer() {}

  /** The consumer is given by its ARN, or by the stream's ARN and its name. */
  public record Request(
      @Nullable String streamArn,
      @Nullable String consumerName,
      @Nullable String consumerArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.CONSUMER_NAME,
            Members.CONSUMER_ARN,
            Members.STREAM_ID);
  }

  /** The description. */
  public record Response(ConsumerDescription consumerDescription) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class, Member.required("ConsumerDescription", ConsumerDescription.SHAPE));
  }
}
