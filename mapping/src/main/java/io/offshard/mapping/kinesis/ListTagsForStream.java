// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tags of a stream by key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html">ListTagsForStream</a>
 */
public final class ListTagsForStream {
  private ListTagsForStream() {}

  /** The page wanted; the stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      @Nullable String exclusiveStartTagKey,
      @Nullable Integer limit,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.of("ExclusiveStartTagKey", Members.TAG_KEY),
            Member.of("Limit", Whole.ofInt(1, 50)),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** A page of tags. */
  public record Response(List<Tag> tags, Boolean hasMoreTags) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("Tags", ListShape.of(Tag.SHAPE)),
            Member.required("HasMoreTags", Flag.any()));
  }
}
