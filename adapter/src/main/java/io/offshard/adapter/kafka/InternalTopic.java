// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic of the deployment's own: a log of one partition, by the broker's clock.
 *
 * @param settings beside those that all such topics have
 */
public record InternalTopic(String name, Map<String, String> settings) {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** A question to Kafka. */
  public interface Question<T> {
    /** Asks it and waits for the answer. */
    T ask() throws ExecutionException, InterruptedException;
  }

  /** Copies the settings. */
  public InternalTopic {
    settings = Map.copyOf(settings);
  }

  /**
   * Makes the topic.
   *
   * @return its id; empty when it is there already
   */
  public Optional<UUID> create(Admin admin, Replication replication)
      throws ExecutionException, InterruptedException {
    Replication.Copies copies = replication.on(admin);
    Map<String, String> all = new HashMap<>(settings);
    all.put("message.timestamp.type", "LogAppendTime");
    all.put("min.insync.replicas", Integer.toString(copies.minInsync()));
    all.put("unclean.leader.election.enable", "false");
    NewTopic wanted = new NewTopic(name, 1, copies.factor()).configs(all);
    try {
      return Optional.of(Answers.uuid(admin.createTopics(List.of(wanted)).topicId(name).get()));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** What a broker knows of the topic. */
  public TopicDescription describe(Admin admin) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name))
        .get();
  }

  /** Its id; empty where it is not there. */
  public Optional<UUID> find(Admin admin) throws ExecutionException, InterruptedException {
    try {
      return Optional.of(Answers.uuid(describe(admin).topicId()));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Waits until the log can be written to: before that an idempotent producer's first records can
   * be lost (KAFKA-15591).
   *
   * @return where it ends
   */
  public long awaitEnd(KafkaCluster cluster, Duration patience)
      throws ExecutionException, InterruptedException {
    return patiently(() -> cluster.end(name, 0).get(), patience);
  }

  /** Asks again for a while: of a topic that was made just now not every broker knows at once. */
  public static <T> T patiently(Question<T> question, Duration patience)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
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
}
