// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

/** What one call wants to write into one shard. For one thread. */
final class ShardBatch {
  private final ShardBuckets buckets;
  private int records;
  private long bytes;
  private boolean fits;
  private boolean full;

  ShardBatch(ShardBuckets buckets) {
    this.buckets = buckets;
  }

  void add(int recordBytes) {
    records++;
    bytes += recordBytes;
  }

  /** After all have been added: takes what they need at once, if they fit. */
  void take() {
    fits = buckets.writeAll(records, bytes);
  }

  /**
   * Whether the next record may be written; asked for each in their order. Behind one that may not
   * none may, so that what is written of a call is never out of order.
   */
  boolean next(int recordBytes) {
    full = !fits && (full || !buckets.writeOne(recordBytes));
    return !full;
  }
}
