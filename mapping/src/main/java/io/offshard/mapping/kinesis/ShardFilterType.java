// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Which shards ListShards shall return. */
public enum ShardFilterType {
  /** Those whose ids follow the given one. */
  AFTER_SHARD_ID,
  /** Those that were open at the trim horizon. */
  AT_TRIM_HORIZON,
  /** All that are still retained. */
  FROM_TRIM_HORIZON,
  /** Those that are open now. */
  AT_LATEST,
  /** Those that were open at the given instant. */
  AT_TIMESTAMP,
  /** Those that were open at the given instant or later. */
  FROM_TIMESTAMP
}
