// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.LoadRates.Rate;
import java.time.Duration;

/**
 * How many shards a stream on demand has for its load.
 *
 * @param look how often that is looked at
 * @param shardRecords what one shard is to take, in records per second
 * @param shardBytes and in bytes of data and partition keys per second
 * @param fewest shards that a stream ever has by itself
 * @param most shards
 * @param calm for how long a stream must have needed no more than half of its shards before it
 *     gives the others up
 */
public record OnDemandRules(
    Duration look, long shardRecords, long shardBytes, int fewest, int most, Duration calm) {

  /**
   * As at AWS a stream is ready for twice what it takes now, and for what it was asked to be ready
   * for.
   */
  int needed(Rate rate, double warmBytesPerSecond) {
    double records = 2 * rate.recordsPerSecond() / shardRecords;
    double bytes = Math.max(2 * rate.bytesPerSecond(), warmBytesPerSecond) / shardBytes;
    int shards = (int) Math.min(most, Math.ceil(Math.max(records, bytes)));
    return Math.max(fewest, shards);
  }

  /** At most twice as many as there are: what is beyond that, the next look will see to. */
  int grown(int open, int needed) {
    return Math.min(needed, Math.min(most, 2 * open));
  }

  /** At least half of what there is. */
  int shrunk(int open, int needed) {
    return Math.max(needed, (open + 1) / 2);
  }
}
