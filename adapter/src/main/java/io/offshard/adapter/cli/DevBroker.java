// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.embedded.BrokerFailure;
import io.offshard.adapter.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The embedded broker under {@code dev}: one that is started again when it dies. Thread-safe. */
final class DevBroker implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Path dataDir;
  private final int port;
  private final Consumer<String> progress;
  private volatile boolean closing;
  private volatile EmbeddedBroker broker;

  private DevBroker(Path dataDir, int port, Consumer<String> progress) {
    this.dataDir = dataDir;
    this.port = port;
    this.progress = progress;
    this.broker = EmbeddedBroker.start(dataDir, port);
  }

  /** Starts the broker's process; {@link #awaitReady} waits for the broker. */
  static DevBroker start(Path dataDir, int port, Consumer<String> progress) {
    return new DevBroker(dataDir, port, progress);
  }

  void awaitReady() {
    broker.awaitReady(READY_WITHIN);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /**
   * Starts the broker again whenever it dies, until it dies for the third time within a minute.
   *
   * @return why it is not alive any more
   */
  Failure keepAlive(InstantSource clock) {
    Deaths deaths = new Deaths();
    while (true) {
      String died = "the Kafka broker died (exit code " + broker.onExit().join() + ")";
      if (closing) {
        return new Failure("the Kafka broker was stopped");
      }
      if (deaths.tooManyWith(clock.instant())) {
        return new Failure(died + " 3 times within a minute: see " + dataDir.resolve("broker.log"));
      }
      progress.accept(died + ", starting it again");
      broker = EmbeddedBroker.start(dataDir, port);
      try {
        awaitReady();
        progress.accept("the Kafka broker is back");
      } catch (BrokerFailure e) {
        // Its death is what the next turn counts.
        broker.kill();
      }
    }
  }

  /** Ends the broker in order. */
  @Override
  public void close() {
    closing = true;
    broker.close();
  }
}
