// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the consumers of a stream by name. */
public final class ListStreamConsumers {
  private ListStreamConsumers() {}

  /** A page of a stream, under either name, or a token in its place. */
  public record Request(
      @Nullable String streamArn,
      @Nullable String streamARN,
      @Nullable String nextToken,
      @Nullable Integer maxResults) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.STREAM_ARN_OF_SDKS,
            Members.NEXT_TOKEN,
            Members.MAX_RESULTS);
  }

  /** A page, and the token of the next one if there is one. */
  public record Response(List<Consumer> consumers, @Nullable String nextToken) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("Consumers", ListShape.of(Consumer.SHAPE)),
            Members.NEXT_TOKEN);
  }
}
