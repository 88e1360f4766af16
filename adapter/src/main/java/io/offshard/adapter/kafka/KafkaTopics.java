// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.Topics;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes, looks at and deletes topics with Kafka's admin client. Thread-safe; the caller owns the
 * cluster.
 */
public final class KafkaTopics implements Topics {
  private static final int HEADROOM = 64 << 10; // key, headers and batch around the largest record

  private final Admin admin;
  private final Replication replication;

  /** Topics made with those numbers of copies. */
  public KafkaTopics(KafkaCluster cluster, Replication replication) {
    this.admin = cluster.admin();
    this.replication = replication;
  }

  @Override
  public Creation create(String topic, int partitions, StreamSettings settings) {
    try {
      Replication.Copies copies = replication.on(admin);
      NewTopic wanted =
          new NewTopic(topic, partitions, copies.factor()).configs(configs(settings, copies));
      CreateTopicsResult result = admin.createTopics(List.of(wanted));
      Answers.await(Objects.requireNonNull(result.values().get(topic)));
      return new Creation.Made(id(result, topic));
    } catch (TopicExistsException e) {
      return new Creation.NameTaken("Kafka has a topic of that name: " + e.getMessage());
    } catch (InvalidTopicException e) {
      return new Creation.NameTaken("Kafka refuses the name: " + e.getMessage());
    } catch (AuthorizationException
        | InvalidPartitionsException
        | InvalidReplicationFactorException
        | PolicyViolationException e) {
      return new Creation.Impossible(String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  /** Kafka keeps it back from those who may make the topic but not read its settings. */
  private static UUID id(CreateTopicsResult result, String topic) {
    try {
      return Answers.uuid(Answers.await(result.topicId(topic)));
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  private static Map<String, String> configs(StreamSettings settings, Replication.Copies copies) {
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", Long.toString(settings.retention().toMillis()),
        "retention.bytes", "-1",
        "message.timestamp.type", "LogAppendTime",
        "max.message.bytes", Integer.toString((10 << 20) + HEADROOM),
        "compression.type", "producer",
        "min.insync.replicas", Integer.toString(copies.minInsync()),
        "unclean.leader.election.enable", "false");
  }

  @Override
  public Optional<UUID> findUnused(String topic, int partitions) {
    try {
      TopicDescription found =
          Answers.await(
              Objects.requireNonNull(
                  admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
      boolean unused =
          found.partitions().size() == partitions
              && ends(topic, partitions).values().stream().allMatch(end -> end.offset() == 0);
      return unused ? Optional.of(Answers.uuid(found.topicId())) : Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public boolean writable(String topic, int partitions) {
    try {
      return ends(topic, partitions).size() == partitions;
    } catch (RetriableException e) {
      return false;
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> ask =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(toMap(place -> place, place -> OffsetSpec.latest()));
    return Answers.await(admin.listOffsets(ask, new ListOffsetsOptions().timeoutMs(2_000)).all());
  }

  @Override
  public void delete(String topic, UUID topicId) {
    Uuid id = Answers.uuid(topicId);
    try {
      Answers.await(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(id))).all());
    } catch (UnknownTopicIdException | UnknownTopicOrPartitionException e) {
      // Gone already, which is what was wanted.
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }
}
