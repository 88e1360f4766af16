// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** A question for the leaders of topics, which never creates one. */
record TopicRound(List<Ask.Topic> asks) implements Round {

  @Override
  public MetadataRequest.Builder request() {
    return MetadataRequest.Builder.forTopicNames(
        asks.stream().map(Ask.Topic::name).toList(), false);
  }

  @Override
  public void answer(AbstractResponse body, short version) {
    MetadataResponse response = (MetadataResponse) body;
    Map<Integer, Node> brokers = response.brokersById();
    Map<String, MetadataResponse.TopicMetadata> topics = new HashMap<>();
    response.topicMetadata().forEach(topic -> topics.put(topic.topic(), topic));
    for (Ask.Topic ask : asks) {
      MetadataResponse.TopicMetadata topic = topics.get(ask.name());
      if (topic == null) {
        ask.fail(new UnknownTopicOrPartitionException(ask.name()));
      } else if (topic.error() != Errors.NONE) {
        ask.fail(topic.error().exception());
      } else {
        ask.answer().complete(leaders(topic, brokers));
      }
    }
  }

  private static Map<Integer, Leader> leaders(
      MetadataResponse.TopicMetadata topic, Map<Integer, Node> brokers) {
    Map<Integer, Leader> leaders = new HashMap<>();
    for (MetadataResponse.PartitionMetadata partition : topic.partitionMetadata()) {
      Node node = partition.leaderId.map(brokers::get).orElse(null);
      if (node != null) {
        leaders.put(
            partition.partition(), new Leader(node, partition.leaderEpoch, topic.topicId()));
      }
    }
    return Map.copyOf(leaders);
  }
}
