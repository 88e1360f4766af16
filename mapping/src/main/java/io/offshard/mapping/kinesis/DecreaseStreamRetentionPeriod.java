// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Lets the records of a stream stay readable less long. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html">DecreaseStreamRetentionPeriod</a>
 */
public final class DecreaseStreamRetentionPeriod {
  private DecreaseStreamRetentionPeriod() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      Integer retentionPeriodHours,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.RETENTION_PERIOD,
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
