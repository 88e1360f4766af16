// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Changes the capacity mode of a stream. Its answer has no members. */
public final class UpdateStreamMode {
  private UpdateStreamMode() {}

  /** Which one, under either name, and the mode. */
  public record Request(
      @Nullable String streamArn,
      @Nullable String streamARN,
      @Nullable StreamModeDetails streamModeDetails) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.STREAM_ARN_OF_SDKS,
            Members.STREAM_MODE_DETAILS);
  }
}
