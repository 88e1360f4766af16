// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to Kafka partitions. Thread-safe; one caller's records stay in order in each
 * partition.
 */
public interface PartitionWriter {

  /**
   * A record to append.
   *
   * @param ordinal the shard that it is meant for, kept in its header; empty for none
   * @param clientInfo kept in a header; null for none
   */
  record Outgoing(
      String topic,
      int partition,
      OptionalInt ordinal,
      @Nullable ByteBuffer key,
      ByteBuffer value,
      @Nullable ByteBuffer clientInfo) {

    /** The size that the APIs count. */
    public int bytes() {
      return value.remaining() + (key == null ? 0 : key.remaining());
    }
  }

  /** What became of a record. */
  sealed interface Result {
    /** All replicas that count have it. The timestamp is Kafka's, in milliseconds. */
    record Written(long offset, long timestamp) implements Result {}

    /** Too much is under way; it was not sent. */
    record Throttled() implements Result {}

    /** It was not sent, so it is not there. */
    record Failed(String reason) implements Result {}

    /** Nobody knows: the caller has to count it as failed, and may repeat it. */
    record InDoubt(String reason) implements Result {}
  }

  /** Appends all and waits for all; the results are in the order of the records. */
  List<Result> append(List<Outgoing> records);

  /**
   * Appends to each of those partitions the mark that closes a shard, whatever else is under way.
   *
   * @param ordinals the shards that close, by partition
   * @param op the operation that closes them
   * @return the offsets of the marks by partition; where one is missing nobody knows
   */
  Map<Integer, Long> seal(String topic, Map<Integer, Integer> ordinals, UUID op);
}
