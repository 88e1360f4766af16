// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

/**
 * What one shard may take and give in a second. Bytes are those of data and partition keys; 0
 * stands for as much as anybody likes.
 *
 * @param inBytes bytes written
 * @param inRecords records written
 * @param outBytes bytes read by all who ask for pages
 * @param outCalls pages that are asked for, and as many iterators
 * @param consumerBytes bytes pushed to each registered consumer
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
public record ShardRates(
    long inBytes, long inRecords, long outBytes, long outCalls, long consumerBytes) {

  /** Those of Kinesis. */
  public static final ShardRates AWS = new ShardRates(1 << 20, 1_000, 2 << 20, 5, 2 << 20);

  /** As much as anybody likes. */
  public static final ShardRates UNLIMITED = new ShardRates(0, 0, 0, 0, 0);

  boolean limitWrites() {
    return inBytes > 0 || inRecords > 0;
  }

  boolean limitReads() {
    return outBytes > 0 || outCalls > 0;
  }
}
