// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream or a consumer tags, in place of those of the same keys. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 */
public final class TagResource {
  private TagResource() {}

  /** The tags and what gets them. */
  public record Request(Map<String, String> tags, String resourceArn, @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("Tags", Members.TAG_MAP),
            Member.required("ResourceARN", Members.RESOURCE_ARN),
            Members.STREAM_ID);
  }
}
