// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records at a position.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>
 */
public final class GetRecords {
  private GetRecords() {}

  /** The position; it names the stream too, so that its ARN is not needed. */
  public record Request(
      String shardIterator,
      @Nullable Integer limit,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("ShardIterator", Members.SHARD_ITERATOR),
            Members.LIMIT,
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /**
   * Records, possibly none, and the next position. At the end of a closed shard there is no next
   * position but child shards.
   */
  public record Response(
      List<Record> records,
      @Nullable String nextShardIterator,
      @Nullable Long millisBehindLatest,
      @Nullable List<ChildShard> childShards) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("Records", ListShape.of(Record.SHAPE)),
            Member.of("NextShardIterator", Members.SHARD_ITERATOR),
            Member.of("MillisBehindLatest", Whole.ofLongFrom(0)),
            Member.of("ChildShards", ListShape.of(ChildShard.SHAPE)));
  }
}
