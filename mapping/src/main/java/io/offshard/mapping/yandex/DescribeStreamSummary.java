// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Describes a stream without its shards. */
public final class DescribeStreamSummary {
  private DescribeStreamSummary() {}

  /** Which one. */
  public record Request(@Nullable String streamName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE = Struct.of(Request.class, Members.STREAM_NAME);
  }

  /** The description. */
  public record Response(StreamDescriptionSummary streamDescriptionSummary) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("StreamDescriptionSummary", StreamDescriptionSummary.SHAPE));
  }
}
