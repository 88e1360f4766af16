// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registers an application that is to have the records of a stream pushed to it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
public final class RegisterStreamConsumer {
  private RegisterStreamConsumer() {}

  /** The stream, and a name that none of its consumers has. */
  public record Request(
      String streamArn,
      String consumerName,
      @Nullable String streamId,
      @Nullable Map<String, String> tags) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.DESCRIBED_ARN,
            Members.DESCRIBED_CONSUMER_NAME,
            Members.STREAM_ID,
            Member.of("Tags", Members.TAG_MAP));
  }

  /** The new consumer. */
  public record Response(Consumer consumer) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("Consumer", Consumer.SHAPE));
  }
}
