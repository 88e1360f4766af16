// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Changes the throughput that a stream on demand is to be ready for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">UpdateStreamWarmThroughput</a>
 */
public final class UpdateStreamWarmThroughput {
  private UpdateStreamWarmThroughput() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamArn,
      @Nullable String streamName,
      @Nullable String streamId,
      Integer warmThroughputMiBps) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.STREAM_NAME,
            Members.STREAM_ID,
            Member.required("WarmThroughputMiBps", Members.WARM_MIBPS));
  }

  /** The stream, and its throughput as it is and as it will be. */
  public record Response(
      @Nullable String streamArn,
      @Nullable String streamName,
      @Nullable WarmThroughputObject warmThroughput) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Members.STREAM_ARN,
            Members.STREAM_NAME,
            Member.of("WarmThroughput", WarmThroughputObject.SHAPE));
  }
}
