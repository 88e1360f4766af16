// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka cluster as its admin client sees it. It is asked every few seconds whether it is there,
 * so that readiness can tell without asking. Thread-safe.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final int EVERY_MILLIS = 3_000;

  private final Admin admin;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-kafka-health").factory());
  private volatile @Nullable String problem = "not asked yet";

  /**
   * The cluster is not asked before {@link #start}.
   *
   * @throws UnusableSettings when no client can be made, or what listens there is no broker
   */
  public KafkaCluster(KafkaClients clients) {
    clients.requireKafka();
    this.admin = clients.newAdmin("offshard-admin");
  }

  /** Asks now whether the cluster is there, and goes on asking. */
  public void start() {
    ask();
    var _ =
        timer.scheduleWithFixedDelay(this::ask, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      Answers.await(
          admin.describeCluster(new DescribeClusterOptions().timeoutMs(EVERY_MILLIS)).nodes());
      problem = null;
    } catch (AuthenticationException e) {
      // Of a certificate that is not trusted only the cause tells.
      Throwable cause = e.getCause();
      String more = cause == null ? "" : ": " + cause.getMessage();
      problem = "authentication fails (" + e.getMessage() + more + ")";
    } catch (RuntimeException e) {
      problem = "no broker answers (" + e.getMessage() + ")";
    }
  }

  /** Null while a broker answers, else what is wrong. */
  public @Nullable String problem() {
    return problem;
  }

  /** The offset behind the last committed record of a partition; answered within ten seconds. */
  public CompletableFuture<Long> end(String topic, int partition) {
    TopicPartition place = new TopicPartition(topic, partition);
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    try {
      return admin
          .listOffsets(Map.of(place, OffsetSpec.latest()), committed)
          .partitionResult(place)
          .toCompletionStage()
          .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .toCompletableFuture();
    } catch (RuntimeException e) { // closed, for example
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The client, which lives as long as this. */
  public Admin admin() {
    return admin;
  }

  /** To be called when nobody asks any more. */
  @Override
  public void close() {
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(2));
  }
}
