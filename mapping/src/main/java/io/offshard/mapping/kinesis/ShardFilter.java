// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which shards to list: the type, and the shard id or the instant that some types need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html">ShardFilter</a>
 */
public record ShardFilter(
    ShardFilterType type, @Nullable String shardId, @Nullable Instant timestamp) {
  /** The declaration of the members. */
  public static final Struct<ShardFilter> SHAPE =
      Struct.of(
          ShardFilter.class,
          Member.required("Type", EnumText.of(ShardFilterType.class)),
          Member.of("ShardId", Members.SHARD_ID_TEXT),
          Members.TIMESTAMP);
}
