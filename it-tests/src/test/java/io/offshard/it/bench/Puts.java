// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** PutRecord (batches of 1) or PutRecords over several connections to a stream of its own. */
final class Puts implements Side {

  private final Rig rig;
  private final String stream;
  private final int shards;
  private final Ledger ledger = new Ledger();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  Puts(Rig rig, Format format, int batch, int callers, int shards) {
    this(rig, rig.endpoint(), false, format, batch, callers, shards);
  }

  /** Writes to another replica of the deployment, which may ask for signatures. */
  Puts(Rig rig, URI endpoint, boolean signed, Format format, int batch, int callers, int shards) {
    this.rig = rig;
    this.shards = shards;
    this.stream = Streams.create(rig.endpoint(), shards);
    for (int i = 0; i < callers; i++) {
      Connection connection = new Connection(endpoint, format);
      Ledger.Writer writer = ledger.writer();
      PutRequests requests = new PutRequests(format, stream, writer, batch, signed);
      connections.add(connection);
      steps.add(
          () -> {
            requests.check(connection.call(requests.next()));
            writer.add(batch);
            return batch;
          });
    }
  }

  String stream() {
    return stream;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public void verify() {
    KafkaLog.verify(rig, stream, shards, ledger);
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    Streams.delete(rig.endpoint(), stream);
  }
}
