// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Changes the capacity mode of a stream. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html">UpdateStreamMode</a>
 */
public final class UpdateStreamMode {
  private UpdateStreamMode() {}

  /** The stream and the mode; a stream on demand can be given a throughput to be ready for. */
  public record Request(
      String streamArn,
      @Nullable String streamId,
      StreamModeDetails streamModeDetails,
      @Nullable Integer warmThroughputMiBps) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.DESCRIBED_ARN,
            Members.STREAM_ID,
            Member.required("StreamModeDetails", StreamModeDetails.SHAPE),
            Members.WARM_THROUGHPUT);
  }
}
