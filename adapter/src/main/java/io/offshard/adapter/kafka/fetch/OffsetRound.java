// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;

/**
 * A question for offsets of many partitions. It names topics by name, so it may be answered for a
 * later topic: who asks has to make sure.
 */
record OffsetRound(List<Ask.Offset> asks) implements Round {

  @Override
  public ListOffsetsRequest.Builder request() {
    Map<TopicPartition, ListOffsetsPartition> partitions = new HashMap<>();
    for (Ask.Offset ask : asks) {
      partitions.put(
          ask.partition().topicPartition(),
          new ListOffsetsPartition()
              .setPartitionIndex(ask.partition().partition())
              .setCurrentLeaderEpoch(ask.leader().epoch().orElse(ListOffsetsResponse.UNKNOWN_EPOCH))
              .setTimestamp(ask.timestamp()));
    }
    return ListOffsetsRequest.Builder.forConsumer(true, IsolationLevel.READ_COMMITTED)
        .setTargetTimes(ListOffsetsRequest.toListOffsetsTopics(partitions));
  }

  @Override
  public void answer(AbstractResponse body, short version) {
    Map<TopicPartition, ListOffsetsPartitionResponse> partitions = new HashMap<>();
    for (ListOffsetsTopicResponse topic : ((ListOffsetsResponse) body).topics()) {
      topic
          .partitions()
          .forEach(
              each ->
                  partitions.put(new TopicPartition(topic.name(), each.partitionIndex()), each));
    }
    for (Ask.Offset ask : asks) {
      ListOffsetsPartitionResponse found = partitions.get(ask.partition().topicPartition());
      if (found != null) {
        Errors error = Errors.forCode(found.errorCode());
        if (error == Errors.NONE) {
          ask.answer().complete(found.offset());
        } else {
          ask.fail(error.exception());
        }
      }
    }
  }
}
