// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a stream with its records. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
 */
public final class DeleteStream {
  private DeleteStream() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      @Nullable Boolean enforceConsumerDeletion,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.of("EnforceConsumerDeletion", Flag.any()),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
