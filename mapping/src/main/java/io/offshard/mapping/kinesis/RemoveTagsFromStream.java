// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes tags away from a stream; keys that it has not do not matter. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html">RemoveTagsFromStream</a>
 */
public final class RemoveTagsFromStream {
  private RemoveTagsFromStream() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      List<String> tagKeys,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("TagKeys", Members.TAG_KEYS),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
