// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that holds the lineage log: made when it is missing, refused when it is not fit. */
public final class LineageTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

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
    try {
      Optional<UUID> made = create(admin, topic, replication.on(admin));
      if (made.isPresent()) {
        requireLeader(cluster, topic);
        return made.get(); // it is as asked for, and another broker may not know it yet
      }
      TopicDescription found =
          patiently(
              () ->
                  Objects.requireNonNull(
                          admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                      .get());
      require(found.partitions().size() == 1, topic, "must have one partition");
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config settings =
          patiently(
              () ->
                  Objects.requireNonNull(
                          admin.describeConfigs(List.of(resource)).values().get(resource))
                      .get());
      require(
          has(settings, "cleanup.policy", "compact"), topic, "must have cleanup.policy=compact");
      require(
          has(settings, "message.timestamp.type", "LogAppendTime"),
          topic,
          "must have message.timestamp.type=LogAppendTime");
      requireLeader(cluster, topic);
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

  /** Before that an idempotent producer's first records can be lost (KAFKA-15591). */
  private static void requireLeader(KafkaCluster cluster, String topic)
      throws ExecutionException, InterruptedException {
    long _ = patiently(() -> cluster.end(topic, 0).get());
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  /** Of a topic that was made just now not every broker knows at once. */
  private static <T> T patiently(Question<T> question)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
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

  /** Its id if it was made now. */
  private static Optional<UUID> create(Admin admin, String topic, Replication.Copies copies)
      throws ExecutionException, InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, 1, copies.factor())
            .configs(
                Map.of(
                    "cleanup.policy", "compact",
                    "message.timestamp.type", "LogAppendTime",
                    "segment.ms", "600000",
                    "segment.bytes", Integer.toString(16 << 20),
                    "min.compaction.lag.ms", "600000",
                    "max.compaction.lag.ms", "3600000",
                    "min.cleanable.dirty.ratio", "0.1",
                    // a snapshot of a stream of ten thousand shards
                    "max.message.bytes", Integer.toString(10 << 20),
                    "min.insync.replicas", Integer.toString(copies.minInsync()),
                    "unclean.leader.election.enable", "false"));
    try {
      Uuid id = admin.createTopics(List.of(wanted)).topicId(topic).get();
      return Optional.of(Answers.uuid(id));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
