// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.server.OffshardProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Two replicas of {@code offshard serve} on one broker, and a client of each; closed together.
 *
 * @param clients of {@code one} and of {@code other}, in this order
 */
public record TwoReplicas(
    ProcessBroker broker, OffshardProcess one, OffshardProcess other, List<KinesisClient> clients)
    implements AutoCloseable {

  /**
   * Starts all below that directory; returns when both are ready.
   *
   * @param environment of both replicas
   * @param client makes one for the replica at that address
   */
  public static TwoReplicas start(
      Path directory, Map<String, String> environment, Function<URI, KinesisClient> client) {
    ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
    String servers = broker.bootstrapServers();
    OffshardProcess one = OffshardProcess.serve(directory.resolve("one"), servers, environment);
    OffshardProcess other = OffshardProcess.serve(directory.resolve("other"), servers, environment);
    return new TwoReplicas(
        broker, one, other, List.of(client.apply(one.endpoint()), client.apply(other.endpoint())));
  }

  @Override
  public void close() {
    clients.forEach(KinesisClient::close);
    one.close();
    other.close();
    broker.close();
  }
}
