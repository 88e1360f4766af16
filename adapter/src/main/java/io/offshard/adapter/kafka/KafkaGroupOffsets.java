// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.commits.Commit;
import io.offshard.adapter.service.commits.GroupOffsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/**
 * Writes the offsets of groups with Kafka's admin client, which Kafka allows as long as no consumer
 * of its own is in the group. Thread-safe; the caller owns the cluster.
 */
public final class KafkaGroupOffsets implements GroupOffsets {
  private final KafkaCluster cluster;

  /** The groups of a cluster. */
  public KafkaGroupOffsets(KafkaCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void write(String group, List<Commit> commits) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        commits.stream()
            .collect(
                toMap(
                    commit -> new TopicPartition(commit.topic(), commit.partition()),
                    commit -> new OffsetAndMetadata(commit.next())));
    try {
      Answers.await(cluster.admin().alterConsumerGroupOffsets(group, offsets).all());
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }
}
