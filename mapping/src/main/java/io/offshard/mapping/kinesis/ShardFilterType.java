// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import java.util.Optional;
import java.util.stream.Stream;

/** Which shards ListShards shall return. */
public enum ShardFilterType {
  /** Those whose ids follow the given one. */
  AFTER_SHARD_ID(0),
  /** Those that were open at the trim horizon. */
  AT_TRIM_HORIZON(1),
  /** All that are still retained. */
  FROM_TRIM_HORIZON(2),
  /** Those that are open now. */
  AT_LATEST(3),
  /** Those that were open at the given instant. */
  AT_TIMESTAMP(4),
  /** Those that were open at the given instant or later. */
  FROM_TIMESTAMP(5);

  private final int code;

  ShardFilterType(int code) {
    this.code = code;
  }

  /** The type's number in NextTokens, which outlive a change of this version. */
  public int code() {
    return code;
  }

  /** The type of that number, if there is one. */
  public static Optional<ShardFilterType> ofCode(int code) {
    return Stream.of(values()).filter(type -> type.code == code).findFirst();
  }
}
