// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the consumers of a stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">ListStreamConsumers</a>
 */
public final class ListStreamConsumers {
  private ListStreamConsumers() {}

  /** The stream, also with the token of a previous page. At most 100 consumers are returned. */
  public record Request(
      String streamArn,
      @Nullable String nextToken,
      @Nullable Integer maxResults,
      @Nullable Instant streamCreationTimestamp,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.DESCRIBED_ARN,
            Members.NEXT_TOKEN,
            Member.of("MaxResults", Members.PAGE_SIZE),
            Member.of("StreamCreationTimestamp", Timestamp.any()),
            Members.STREAM_ID);
  }

  /** A page by name; the token is absent on the last one. */
  public record Response(@Nullable List<Consumer> consumers, @Nullable String nextToken) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.of("Consumers", ListShape.of(Consumer.SHAPE)),
            Members.NEXT_TOKEN);
  }
}
