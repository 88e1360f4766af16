// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the streams of the account by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
public final class ListStreams {
  private ListStreams() {}

  /** The page wanted; at most 100 streams are returned, whatever the limit. */
  public record Request(
      @Nullable Integer limit,
      @Nullable String exclusiveStartStreamName,
      @Nullable String nextToken) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.LIMIT,
            Member.of("ExclusiveStartStreamName", Members.STREAM_NAME_TEXT),
            Members.NEXT_TOKEN);
  }

  /** A page of names and, in the same order, of summaries. */
  public record Response(
      List<String> streamNames,
      Boolean hasMoreStreams,
      @Nullable String nextToken,
      @Nullable List<StreamSummary> streamSummaries) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("StreamNames", ListShape.of(Members.STREAM_NAME_TEXT)),
            Member.required("HasMoreStreams", Flag.any()),
            Members.NEXT_TOKEN,
            Member.of("StreamSummaries", ListShape.of(StreamSummary.SHAPE)));
  }
}
