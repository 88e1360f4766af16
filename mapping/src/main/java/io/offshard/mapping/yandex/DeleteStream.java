// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Deletes a stream. Its answer has no members. */
public final class DeleteStream {
  private DeleteStream() {}

  /** Which one, and whether its consumers go with it. */
  public record Request(@Nullable String streamName, @Nullable Boolean enforceConsumerDeletion) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Members.STREAM_NAME, Member.of("EnforceConsumerDeletion", Flag.any()));
  }
}
