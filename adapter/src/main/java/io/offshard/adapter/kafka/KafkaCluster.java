// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
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
   * Nothing is asked before {@link #start}.
   *
   * @throws UnusableSettings when no client can be made
   */
  public KafkaCluster(KafkaClients clients) {
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
    } catch (RuntimeException e) {
      problem = "no broker answers (" + e.getMessage() + ")";
    }
  }

  /** Null while a broker answers, else what is wrong. */
  public @Nullable String problem() {
    return problem;
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
