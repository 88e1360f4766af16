// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** A question for the leaders of topics, which never creates one. */
record TopicRound(List<Ask.Topic> asks) implements Round {

  @Override
  public MetadataRequest.Builder request() {
    return MetadataRequest.Builder.forTopicIds(
        asks.stream().map(Ask.Topic::id).collect(Collectors.toSet()));
  }

  @Override
  public void answer(AbstractResponse body, short version) {
    MetadataResponse response = (MetadataResponse) body;
    Map<Integer, Node> brokers = response.brokersById();
    Map<Uuid, MetadataResponse.TopicMetadata> topics = new HashMap<>();
    response.topicMetadata().forEach(topic -> topics.put(topic.topicId(), topic));
    for (Ask.Topic ask : asks) {
      MetadataResponse.TopicMetadata topic = topics.get(ask.id());
      if (topic == null) {
        ask.fail(new UnknownTopicIdException(ask.id().toString()));
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
        leaders.put(partition.partition(), new Leader(node, partition.leaderEpoch));
      }
    }
    return Map.copyOf(leaders);
  }
}
