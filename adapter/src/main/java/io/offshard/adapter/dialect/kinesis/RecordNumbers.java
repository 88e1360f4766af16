// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.SequenceNumber;

/** The sequence numbers of records. */
final class RecordNumbers {
  private static final long MAX_SECOND = (1L << 36) - 1;

  private RecordNumbers() {}

  /**
   * The number of a record.
   *
   * @param timestamp Kafka's, in milliseconds; the same when it was written as when it is read, as
   *     topics of streams are stamped by the broker
   */
  static String of(Shard shard, long offset, long timestamp) {
    long second = Math.clamp(Math.floorDiv(timestamp, 1_000L), 0, MAX_SECOND);
    return SequenceNumber.ofOffset(shard.createdSecond(), shard.index(), offset, second).toString();
  }
}
