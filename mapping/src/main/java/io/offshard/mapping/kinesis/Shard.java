// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A shard as descriptions and lists show it. The parents are those that it was split or merged
 * from.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
public record Shard(
    String shardId,
    @Nullable String parentShardId,
    @Nullable String adjacentParentShardId,
    HashKeyRange hashKeyRange,
    SequenceNumberRange sequenceNumberRange) {
  /** The declaration of the members. */
  public static final Struct<Shard> SHAPE =
      Struct.of(
          Shard.class,
          Member.required("ShardId", Members.SHARD_ID_TEXT),
          Member.of("ParentShardId", Members.SHARD_ID_TEXT),
          Member.of("AdjacentParentShardId", Members.SHARD_ID_TEXT),
          Member.required("HashKeyRange", HashKeyRange.SHAPE),
          Member.required("SequenceNumberRange", SequenceNumberRange.SHAPE));
}
