// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Ends a consumer of a stream. Its answer has no members. */
public final class DeregisterStreamConsumer {
  private DeregisterStreamConsumer() {}

  /** Which one, the stream under either name. */
  public record Request(
      @Nullable String streamArn, @Nullable String streamARN, @Nullable String consumerName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Members.STREAM_ARN, Members.STREAM_ARN_OF_SDKS, Members.CONSUMER_NAME);
  }
}
