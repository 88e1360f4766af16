// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes at a position; {@link ChangesWriter} writes the answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">GetRecords</a>
 */
public final class GetRecords {
  private GetRecords() {}

  /** The position. */
  public record Request(@Nullable String shardIterator, @Nullable Integer limit) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Member.of("ShardIterator", Text.any()), Members.LIMIT);
  }
}
