// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;

/**
 * A shard that continues one which has been read to its end; a merged one has two parents.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ChildShard.html">ChildShard</a>
 */
public record ChildShard(String shardId, List<String> parentShards, HashKeyRange hashKeyRange) {
  /** The declaration of the members. */
  public static final Struct<ChildShard> SHAPE =
      Struct.of(
          ChildShard.class,
          Member.required("ShardId", Members.SHARD_ID_TEXT),
          Member.required("ParentShards", ListShape.of(Members.SHARD_ID_TEXT)),
          Member.required("HashKeyRange", HashKeyRange.SHAPE));
}
