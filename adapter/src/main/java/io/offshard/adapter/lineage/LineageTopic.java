// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.InternalTopic;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;

/** The topic that holds the lineage log: made when it is missing, refused when it is not fit. */
public final class LineageTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private LineageTopic() {}

  /**
   * Makes sure that the topic is there.
   *
   * @return its id
   * @throws IllegalStateException with one line for the user when the topic cannot serve, or Kafka
   *     does not answer
   */
  public static UUID ensure(KafkaCluster cluster, String topic, Replication replication) {
    Admin admin = cluster.admin();
    InternalTopic log = named(topic);
    try {
      Optional<UUID> made = log.create(admin, replication);
      if (made.isPresent()) {
        long _ = log.awaitEnd(cluster, PATIENCE);
        return made.get(); // it is as asked for, and another broker may not know it yet
      }
      TopicDescription found = InternalTopic.patiently(() -> log.describe(admin), PATIENCE);
      require(found.partitions().size() == 1, topic, "must have one partition");
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config settings =
          InternalTopic.patiently(
              () ->
                  Objects.requireNonNull(
                          admin.describeConfigs(List.of(resource)).values().get(resource))
                      .get(),
              PATIENCE);
      require(
          has(settings, "cleanup.policy", "compact"), topic, "must have cleanup.policy=compact");
      require(
          has(settings, "message.timestamp.type", "LogAppendTime"),
          topic,
          "must have message.timestamp.type=LogAppendTime");
      long _ = log.awaitEnd(cluster, PATIENCE);
      return Answers.uuid(found.topicId());
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

  private static boolean has(Config settings, String name, String value) {
    ConfigEntry entry = settings.get(name);
    return entry != null && value.equals(entry.value());
  }

  private static void require(boolean fit, String topic, String rule) {
    if (!fit) {
      throw new IllegalStateException(
          "The topic %s is not fit for the lineage log, it %s: mend it, or set lineage.topic to another name"
              .formatted(topic, rule));
    }
  }

  private static InternalTopic named(String topic) {
    return new InternalTopic(
        topic,
        Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "600000",
            "segment.bytes", Integer.toString(16 << 20),
            "min.compaction.lag.ms", "600000",
            "max.compaction.lag.ms", "3600000",
            "min.cleanable.dirty.ratio", "0.1",
            // a snapshot of a stream of ten thousand shards
            "max.message.bytes", Integer.toString(10 << 20)));
  }
}
