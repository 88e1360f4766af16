// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that holds the lineage log: made when it is missing, refused when it is not fit. */
public final class LineageTopic {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "cleanup.policy", "compact",
          "message.timestamp.type", "LogAppendTime",
          "segment.ms", "600000",
          "segment.bytes", Integer.toString(16 << 20),
          "min.compaction.lag.ms", "600000",
          "max.compaction.lag.ms", "3600000",
          "min.cleanable.dirty.ratio", "0.1",
          "unclean.leader.election.enable", "false");

  private LineageTopic() {}

  /**
   * Makes sure that the topic is there.
   *
   * @throws IllegalStateException with one line for the user when the topic cannot serve, or Kafka
   *     does not answer
   */
  public static void ensure(KafkaCluster cluster, String topic, Replication replication) {
    Admin admin = cluster.admin();
    try {
      if (!created(admin, topic, replication.on(admin))) {
        requireOnePartition(admin, topic);
        requireWholeLog(admin, topic);
      }
    } catch (ExecutionException e) {
      throw unusable(topic, String.valueOf(e.getCause()), e);
    } catch (ApiException e) {
      throw unusable(topic, e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static IllegalStateException unusable(String topic, String reason, Exception cause) {
    return new IllegalStateException(
        "The lineage topic %s cannot be made or read: %s".formatted(topic, reason), cause);
  }

  private static void requireOnePartition(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    TopicDescription found =
        Objects.requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
            .get();
    if (found.partitions().size() != 1) {
      throw new IllegalStateException(
          "The lineage topic %s has %d partitions, it must have 1: set lineage.topic to another name"
              .formatted(topic, found.partitions().size()));
    }
  }

  /** A topic that forgets, or is stamped by its writers, would lose streams or disorder them. */
  private static void requireWholeLog(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource))
            .get();
    for (String name : List.of("cleanup.policy", "message.timestamp.type")) {
      ConfigEntry entry = found.get(name);
      String value = entry == null ? null : entry.value();
      if (!Objects.equals(value, SETTINGS.get(name))) {
        throw new IllegalStateException(
            "The lineage topic %s has %s=%s, it must be %s: alter it, or set lineage.topic to another name"
                .formatted(topic, name, value, SETTINGS.get(name)));
      }
    }
  }

  /** Whether it was made now. */
  private static boolean created(Admin admin, String topic, Replication.Copies copies)
      throws ExecutionException, InterruptedException {
    NewTopic wanted = new NewTopic(topic, 1, copies.factor()).configs(configs(copies));
    try {
      admin.createTopics(List.of(wanted)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return false;
    }
  }

  private static Map<String, String> configs(Replication.Copies copies) {
    Map<String, String> configs = new HashMap<>(SETTINGS);
    configs.put("min.insync.replicas", Integer.toString(copies.minInsync()));
    return configs;
  }
}
