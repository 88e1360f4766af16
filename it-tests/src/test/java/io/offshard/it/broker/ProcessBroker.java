// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import io.offshard.adapter.embedded.EmbeddedBroker;
import io.offshard.it.server.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A broker in a child JVM on Maven's resolved jars, which a test can kill, freeze and start again.
 */
public final class ProcessBroker implements KafkaBroker {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private final Map<String, String> settings;
  private EmbeddedBroker broker;

  private ProcessBroker(Path directory, int port, Map<String, String> settings) {
    this.directory = directory;
    this.port = port;
    this.settings = settings;
    this.broker = started();
  }

  /**
   * Starts on a free port and waits until it serves clients; data stays below {@code directory}.
   */
  public static ProcessBroker start(Path directory) {
    return start(directory, Map.of());
  }

  /**
   * The same with Kafka settings that win over the broker's usual ones, for example {@code
   * auto.create.topics.enable}.
   */
  public static ProcessBroker start(Path directory, Map<String, String> settings) {
    return start(directory, Ports.free(), settings);
  }

  /** The same on a given port, for settings that name it. */
  public static ProcessBroker start(Path directory, int port, Map<String, String> settings) {
    return new ProcessBroker(directory, port, settings);
  }

  private EmbeddedBroker started() {
    EmbeddedBroker child = EmbeddedBroker.start(directory, port, settings, Checkout.installation());
    child.awaitReady(START);
    return child;
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Ends it as {@code kill -9} does, also while it is frozen. */
  public void kill() {
    broker.kill();
  }

  /** After {@link #kill()}: comes back on the same port with the same data. */
  public void restart() {
    broker = started();
  }

  /** Stops its clock: connections stay open, and nothing on them is answered. */
  public void freeze() {
    Signal.STOP.send(broker.pid());
  }

  /** After {@link #freeze()}: it goes on as if nothing had been. */
  public void thaw() {
    Signal.CONT.send(broker.pid());
  }

  @Override
  public void close() {
    broker.close();
  }
}
