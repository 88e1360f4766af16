// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes tags away from a stream or a consumer; keys that it has not do not matter. The answer has
 * no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html">UntagResource</a>
 */
public final class UntagResource {
  private UntagResource() {}

  /** The keys and what loses them. */
  public record Request(List<String> tagKeys, String resourceArn, @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("TagKeys", Members.TAG_KEYS),
            Member.required("ResourceARN", Members.RESOURCE_ARN),
            Members.STREAM_ID);
  }
}
