// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists streams of tables, by their ARNs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html">ListStreams</a>
 */
public final class ListStreams {
  private ListStreams() {}

  /** All, or those of one table; the page begins behind the ARN that ended the last one. */
  public record Request(
      @Nullable String tableName,
      @Nullable Integer limit,
      @Nullable String exclusiveStartStreamArn) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.TABLE_NAME,
            Members.LIMIT,
            Member.of("ExclusiveStartStreamArn", Members.ARN));
  }

  /** One of them. */
  public record Stream(String streamArn, String tableName, String streamLabel) {
    static final Struct<Stream> SHAPE =
        Struct.of(
            Stream.class,
            Members.SHOWN_ARN,
            Members.SHOWN_TABLE,
            Member.required("StreamLabel", Text.any()));
  }

  /** A page; the last one has no ARN to go on behind. */
  public record Response(List<Stream> streams, @Nullable String lastEvaluatedStreamArn) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("Streams", ListShape.of(Stream.SHAPE)),
            Member.of("LastEvaluatedStreamArn", Text.any()));
  }
}
