// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import io.offshard.mapping.subscription.ClaimRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that holds the log of claims: made when the first subscription needs it. */
final class ClaimTopic {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 50;

  private ClaimTopic() {}

  /**
   * Makes sure that the topic is there.
   *
   * @return where the log ends
   * @throws io.offshard.adapter.service.StreamFaultException with {@link
   *     io.offshard.adapter.service.StreamFault.Unavailable} when it cannot be made or read
   */
  static long ensure(KafkaCluster cluster, String topic, Replication replication) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try {
      create(cluster.admin(), topic, replication.on(cluster.admin()));
      while (true) {
        try {
          return cluster.end(topic, 0).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          // Of a topic that was made just now not every broker knows at once.
          if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
            throw e;
          }
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (ExecutionException e) {
      throw Answers.unavailable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw Answers.unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  /** What nobody can need any more goes, by compaction and then by age. */
  private static void create(Admin admin, String topic, Replication.Copies copies)
      throws ExecutionException, InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, 1, copies.factor())
            .configs(
                Map.of(
                    "cleanup.policy", "compact,delete",
                    "message.timestamp.type", "LogAppendTime",
                    "segment.ms", "3600000",
                    "segment.bytes", Integer.toString(16 << 20),
                    "retention.ms", "86400000",
                    "min.compaction.lag.ms", Long.toString(ClaimRecord.MOST_TAKEOVER_MILLIS),
                    "min.insync.replicas", Integer.toString(copies.minInsync()),
                    "unclean.leader.election.enable", "false"));
    try {
      var _ = admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
