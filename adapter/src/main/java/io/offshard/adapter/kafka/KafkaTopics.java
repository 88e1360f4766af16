// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.Topics;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
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

  /** No other topic is likely to have just these. */
  private static final Map<String, String> MARKS =
      Map.of(
          "message.timestamp.type",
          "LogAppendTime",
          "max.message.bytes",
          Integer.toString((10 << 20) + HEADROOM));

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
      // The client repeats a request whose answer was lost, and then meets its own topic.
      return findUnused(topic, partitions)
          .<Creation>map(Creation.Made::new)
          .orElseGet(() -> new Creation.NameTaken("Kafka has such a topic: " + e.getMessage()));
    } catch (InvalidTopicException e) {
      return new Creation.NameTaken("Kafka refuses the name: " + e.getMessage());
    } catch (InvalidReplicationFactorException e) {
      if (String.valueOf(e.getMessage()).contains("fenced")) {
        throw Answers.unavailable(e); // the brokers are there and will take part again
      }
      return new Creation.Impossible(String.valueOf(e.getMessage()));
    } catch (AuthorizationException | InvalidPartitionsException | PolicyViolationException e) {
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
    Map<String, String> configs = new HashMap<>(MARKS);
    configs.put("cleanup.policy", "delete");
    configs.put("retention.ms", Long.toString(settings.retention().toMillis()));
    configs.put("retention.bytes", "-1");
    configs.put("compression.type", "producer");
    configs.put("min.insync.replicas", Integer.toString(copies.minInsync()));
    configs.put("unclean.leader.election.enable", "false");
    return configs;
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
              && madeHere(topic)
              && ends(topic, partitions).values().stream().allMatch(end -> end.offset() == 0);
      return unused ? Optional.of(Answers.uuid(found.topicId())) : Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  /**
   * Whether the topic has the settings that only streams get: somebody's own empty topic of that
   * name is none of ours.
   */
  private boolean madeHere(String topic) {
    ConfigResource which = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        Answers.await(
            Objects.requireNonNull(admin.describeConfigs(List.of(which)).values().get(which)));
    return MARKS.entrySet().stream()
        .allMatch(
            mark -> {
              ConfigEntry entry = found.get(mark.getKey());
              return entry != null
                  && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                  && mark.getValue().equals(entry.value());
            });
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
