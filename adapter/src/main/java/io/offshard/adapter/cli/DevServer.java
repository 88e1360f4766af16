// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.Offshard;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.embedded.EmbeddedBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The broker and the server of {@code dev}, from start to end. {@link #close} may come at any time,
 * from another thread, and stops what is there: the server first, then the broker.
 */
final class DevServer implements AutoCloseable {
  private static final Duration PREDECESSOR_ENDS_WITHIN = Duration.ofSeconds(30);

  private final DataDir dataDir;
  private final Consumer<String> progress;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable DevBroker broker;
  private volatile @Nullable Offshard server;

  DevServer(DataDir dataDir, Consumer<String> progress) {
    this.dataDir = dataDir;
    this.progress = progress;
  }

  /**
   * Starts everything and returns never: the process ends by a signal, or by a failure.
   *
   * @throws RuntimeException with a one-line message when something cannot start, or not stay
   */
  void run(Config config, int kafkaPort, String launcher) {
    try {
      EmbeddedBroker.awaitPredecessor(
          dataDir.path(),
          PREDECESSOR_ENDS_WITHIN,
          () -> progress.accept("Waiting for the Kafka broker of the last run to end"));
      Ports.requireFree(
          List.of(
              new Ports.Wanted(config.api().host(), config.api().port(), "--port"),
              new Ports.Wanted(config.api().host(), config.api().tls().port(), "--tls-port"),
              new Ports.Wanted(
                  config.management().host(), config.management().port(), "--management-port"),
              new Ports.Wanted("127.0.0.1", kafkaPort, "--kafka-port")));
      DevBroker kafka = startBroker(kafkaPort);
      awaitEndIfClosing(Duration.ZERO);
      progress.accept("Starting Offshard");
      Offshard started = Offshard.start(config, Clock.systemUTC());
      server = started;
      progress.accept(
          new Welcome(
                  config,
                  started.apiPort(),
                  started.tlsPort(),
                  started.managementPort(),
                  kafka.bootstrapServers(),
                  dataDir.path(),
                  launcher)
              .text());
      throw kafka.keepAlive(Clock.systemUTC());
    } catch (RuntimeException e) {
      // Ctrl-C reaches a broker that is just starting too, perhaps a moment before it is known
      // here.
      awaitEndIfClosing(Duration.ofMillis(100));
      throw e;
    }
  }

  private DevBroker startBroker(int port) {
    progress.accept("Starting Kafka, its data in " + dataDir.path());
    DevBroker started = DevBroker.start(dataDir.path(), port, progress);
    broker = started;
    started.awaitReady();
    return started;
  }

  /** Once everything is being stopped nothing is started, and what fails is no news. */
  private void awaitEndIfClosing(Duration within) {
    try {
      while (closing.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        LockSupport.park();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Offshard running = server;
    if (running != null) {
      running.close();
    }
    DevBroker kafka = broker;
    if (kafka != null) {
      kafka.close();
    }
    dataDir.close();
  }
}
