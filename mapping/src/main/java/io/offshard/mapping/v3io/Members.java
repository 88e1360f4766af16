// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;

/** Members that several functions have. */
final class Members {
  /** The largest count of shards, which is one more than the largest number of one. */
  static final int MOST_SHARDS = 4_096;

  static final Member<String> STREAM_NAME = Member.of("StreamName", Text.any());
  static final Member<Integer> SHARD_ID = Member.of("ShardId", Whole.ofInt());

  private Members() {}
}
