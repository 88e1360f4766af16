// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream another number of shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 */
public final class UpdateShardCount {
  private UpdateShardCount() {}

  private static final Member<Integer> TARGET =
      Member.required("TargetShardCount", Whole.ofIntFrom(1));

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      Integer targetShardCount,
      ScalingType scalingType,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            TARGET,
            Member.required("ScalingType", EnumText.of(ScalingType.class)),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** How many shards are open, and how many will be. */
  public record Response(
      @Nullable String streamName,
      @Nullable Integer currentShardCount,
      @Nullable Integer targetShardCount,
      @Nullable String streamArn) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Members.STREAM_NAME,
            Member.of("CurrentShardCount", Whole.ofIntFrom(0)),
            Member.of("TargetShardCount", Whole.ofIntFrom(1)),
            Members.STREAM_ARN);
  }
}
