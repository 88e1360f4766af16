// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Describes a stream with a page of its shards. */
public final class DescribeStream {
  private DescribeStream() {}

  /** Which one, and which page; the shard to go on after must be there. */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer limit,
      @Nullable String exclusiveStartShardId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Members.STREAM_NAME, Members.LIMIT, Members.EXCLUSIVE_START_SHARD_ID);
  }

  /** The description. */
  public record Response(StreamDescription streamDescription) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("StreamDescription", StreamDescription.SHAPE));
  }
}
