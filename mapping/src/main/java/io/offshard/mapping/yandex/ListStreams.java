// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the streams of the database by path. */
public final class ListStreams {
  private ListStreams() {}

  /** The page wanted. */
  public record Request(@Nullable Integer limit, @Nullable String exclusiveStartStreamName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Members.LIMIT, Member.of("ExclusiveStartStreamName", Text.any()));
  }

  /** A page of paths, relative to the database. */
  public record Response(List<String> streamNames, Boolean hasMoreStreams) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("StreamNames", ListShape.of(Text.any())),
            Member.required("HasMoreStreams", Flag.any()));
  }
}
