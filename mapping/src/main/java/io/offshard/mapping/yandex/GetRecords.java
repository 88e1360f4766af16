// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/** Reads the records at an iterator. The answer is that of Kinesis for a shard that never ends. */
public final class GetRecords {
  private GetRecords() {}

  /** Where, and how many at most; 0 is as many as there may be. */
  public record Request(@Nullable String shardIterator, @Nullable Integer limit) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Member.of("ShardIterator", Text.any()), Members.LIMIT);
  }
}
