// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists all tags of a stream or a consumer by key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
public final class ListTagsForResource {
  private ListTagsForResource() {}

  /** Whose tags. */
  public record Request(String resourceArn, @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Member.required("ResourceARN", Members.RESOURCE_ARN), Members.STREAM_ID);
  }

  /** The tags. */
  public record Response(@Nullable List<Tag> tags) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.of("Tags", ListShape.of(Tag.SHAPE)));
  }
}
