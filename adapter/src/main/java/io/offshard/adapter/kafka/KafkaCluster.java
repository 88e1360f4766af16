// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster every few seconds whether it is there, so that readiness can tell without
 * asking.
 */
public final class KafkaHealth implements AutoCloseable {
  private static final int EVERY_MILLIS = 3_000;

  private final Admin admin;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-kafka-health").factory());
  private volatile @Nullable String problem = "not asked yet";

  /** Nothing is asked before {@link #start}. */
  public KafkaHealth(Admin admin) {
    this.admin = admin;
  }

  /** Asks now, and goes on asking. */
  public void start() {
    ask();
    var unused =
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

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
