// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import io.offshard.adapter.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A real broker on a port of its own, and what is needed to talk to it. */
public final class LocalBroker implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final KafkaClients clients;
  private final KafkaCluster cluster;

  private LocalBroker(EmbeddedBroker broker) {
    this.broker = broker;
    this.clients =
        new KafkaClients(
            Map.of("bootstrap.servers", broker.bootstrapServers()), Map.of(), Map.of(), Map.of());
    this.cluster = new KafkaCluster(clients);
  }

  /** Starts it and waits until it answers. */
  public static LocalBroker start(Path dataDir) throws IOException {
    return start(dataDir, Map.of());
  }

  /** The same with Kafka settings that win over its own. */
  public static LocalBroker start(Path dataDir, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    EmbeddedBroker broker = EmbeddedBroker.start(dataDir, port, settings);
    broker.awaitReady(Duration.ofSeconds(60));
    return new LocalBroker(broker);
  }

  /** As many copies as it can have. */
  public static Replication copies() {
    return new Replication(Optional.empty(), Optional.empty());
  }

  /** Makers of clients of it. */
  public KafkaClients clients() {
    return clients;
  }

  /** An admin client of it. */
  public KafkaCluster cluster() {
    return cluster;
  }

  @Override
  public void close() {
    cluster.close();
    broker.close();
  }
}
