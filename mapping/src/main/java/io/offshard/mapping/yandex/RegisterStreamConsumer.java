// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Registers a consumer of a stream. */
public final class RegisterStreamConsumer {
  private RegisterStreamConsumer() {}

  /** Of which one, under either name, and how it is called. */
  public record Request(
      @Nullable String streamArn, @Nullable String streamARN, @Nullable String consumerName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Members.STREAM_ARN, Members.STREAM_ARN_OF_SDKS, Members.CONSUMER_NAME);
  }

  /** The consumer. */
  public record Response(Consumer consumer) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("Consumer", Consumer.SHAPE));
  }
}
