// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream tags, in place of those of the same keys. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html">AddTagsToStream</a>
 */
public final class AddTagsToStream {
  private AddTagsToStream() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      Map<String, String> tags,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("Tags", Members.TAG_MAP),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
