// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A broker, the proxy before it, and a server that knows only the proxy.
 *
 * @param kinesis a client of that server that does not repeat calls
 */
record FaultyKafka(
    ProcessBroker broker, FaultProxy proxy, OffshardProcess server, KinesisClient kinesis)
    implements AutoCloseable {

  /** Starts all of it, the server with more variables; data stays below {@code directory}. */
  static FaultyKafka start(Path directory, Map<String, String> environment) {
    ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
    FaultProxy proxy = FaultProxy.before(broker.bootstrapServers());
    OffshardProcess server =
        OffshardProcess.serve(directory.resolve("server"), proxy.bootstrapServers(), environment);
    return new FaultyKafka(broker, proxy, server, JavaClients.impatient(server.endpoint()));
  }

  @Override
  public void close() {
    proxy.pass();
    kinesis.close();
    server.close();
    proxy.close();
    broker.close();
  }
}
