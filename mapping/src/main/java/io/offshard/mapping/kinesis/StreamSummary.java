// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream as ListStreams shows it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamSummary.html">StreamSummary</a>
 */
public record StreamSummary(
    String streamName,
    String streamArn,
    StreamStatus streamStatus,
    @Nullable StreamModeDetails streamModeDetails,
    @Nullable Instant streamCreationTimestamp) {
  /** The declaration of the members. */
  public static final Struct<StreamSummary> SHAPE =
      Struct.of(
          StreamSummary.class,
          Members.DESCRIBED_NAME,
          Members.DESCRIBED_ARN,
          Members.DESCRIBED_STATUS,
          Members.STREAM_MODE_DETAILS,
          Member.of("StreamCreationTimestamp", Timestamp.any()));
}
