// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData;

/**
 * What one caller wants to know from Kafka. Several go into one request.
 *
 * @param <A> the answer's type
 */
sealed interface Ask<A> {

  /** What a request may name only once. */
  Object subject();

  /** Completed by the lane that sends the request; a caller that gives up cancels it. */
  CompletableFuture<A> answer();

  default void fail(RuntimeException problem) {
    answer().completeExceptionally(problem);
  }

  /** Records from an offset on; also answered when the offset is out of range. */
  record Fetch(
      TopicIdPartition partition,
      Leader leader,
      long offset,
      int maxBytes,
      CompletableFuture<FetchResponseData.PartitionData> answer)
      implements Ask<FetchResponseData.PartitionData> {

    Fetch(TopicIdPartition partition, Leader leader, long offset, int maxBytes) {
      this(partition, leader, offset, maxBytes, new CompletableFuture<>());
    }

    @Override
    public Object subject() {
      return partition;
    }
  }

  /**
   * The offset at a time stamp, or at one of Kafka's negative marks for the start and the end; -1
   * when there is none.
   */
  record Offset(
      TopicIdPartition partition, Leader leader, long timestamp, CompletableFuture<Long> answer)
      implements Ask<Long> {

    Offset(TopicIdPartition partition, Leader leader, long timestamp) {
      this(partition, leader, timestamp, new CompletableFuture<>());
    }

    @Override
    public Object subject() {
      return partition;
    }
  }

  /** Who leads the partitions of a topic; those without a leader are not in the answer. */
  record Topic(Uuid id, CompletableFuture<Map<Integer, Leader>> answer)
      implements Ask<Map<Integer, Leader>> {

    Topic(Uuid id) {
      this(id, new CompletableFuture<>());
    }

    @Override
    public Object subject() {
      return id;
    }
  }
}
