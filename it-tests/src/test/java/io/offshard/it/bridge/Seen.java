// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import org.jspecify.annotations.Nullable;

/**
 * A record, and where it stands.
 *
 * @param key null where the reader is shown none
 */
record Seen(int partition, long offset, @Nullable String key, String data) {

  Seen withKey(@Nullable String other) {
    return new Seen(partition, offset, other, data);
  }

  /** The same wherever it is: after growth, the numbers of shards are not those of partitions. */
  Seen anywhere() {
    return new Seen(-1, offset, key, data);
  }
}
