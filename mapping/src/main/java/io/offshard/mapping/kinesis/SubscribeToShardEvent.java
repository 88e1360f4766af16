// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription tells: records, possibly none, and where to go on. At the end of a closed
 * shard there is no place to go on from but child shards; the service's model calls the place
 * required all the same, and the Kinesis Client Library wants one or the other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShardEvent.html">SubscribeToShardEvent</a>
 */
public record SubscribeToShardEvent(
    List<Record> records,
    @Nullable String continuationSequenceNumber,
    Long millisBehindLatest,
    @Nullable List<ChildShard> childShards) {
  /** The declaration of the members. */
  public static final Struct<SubscribeToShardEvent> SHAPE =
      Struct.of(
          SubscribeToShardEvent.class,
          Member.required("Records", ListShape.of(Record.SHAPE)),
          Member.of("ContinuationSequenceNumber", Members.SEQUENCE_NUMBER),
          Member.required("MillisBehindLatest", Whole.ofLongFrom(0)),
          Member.of("ChildShards", ListShape.of(ChildShard.SHAPE)));
}
