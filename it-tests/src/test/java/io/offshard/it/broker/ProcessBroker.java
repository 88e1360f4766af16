// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import io.offshard.adapter.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;

/** A broker in a child JVM on Maven's resolved jars, which a test can kill and start again. */
public final class ProcessBroker implements KafkaBroker {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private EmbeddedBroker broker;

  private ProcessBroker(Path directory, int port) {
    this.directory = directory;
    this.port = port;
    this.broker = started(directory, port);
  }

  /**
   * Starts on a free port and waits until it serves clients; data stays below {@code directory}.
   */
  public static ProcessBroker start(Path directory) {
    return new ProcessBroker(directory, Ports.free());
  }

  private static EmbeddedBroker started(Path directory, int port) {
    EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
    broker.awaitReady(START);
    return broker;
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    broker.kill();
  }

  /** After {@link #kill()}: comes back on the same port with the same data. */
  public void restart() {
    broker = started(directory, port);
  }

  @Override
  public void close() {
    broker.close();
  }
}
