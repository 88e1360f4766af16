// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** GetRecords at the tip of many shards that nobody writes to: what most consumers do mostly. */
final class IdlePolls implements Side {

  private static final int CALLERS = 8;

  private final Rig rig;
  private final String stream;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  IdlePolls(Rig rig) {
    int shards = rig.options().idleShards();
    this.rig = rig;
    this.stream = Streams.create(rig.endpoint(), shards);
    for (int i = 0; i < CALLERS; i++) {
      Connection connection = new Connection(rig.endpoint(), Format.JSON);
      connections.add(connection);
      Deque<String> iterators = new ArrayDeque<>();
      for (int shard = i; shard < shards; shard += CALLERS) {
        iterators.add(Streams.iterator(connection, stream, shard, "LATEST"));
      }
      steps.add(() -> poll(connection, iterators));
    }
  }

  /** The caller's next shard. */
  private static int poll(Connection connection, Deque<String> iterators) {
    Body body = GetRequests.body(Format.JSON, iterators.removeFirst(), 10_000);
    Reply reply = connection.call("GetRecords", body);
    if (reply.contains(Format.JSON.blobMarker("Data"))) {
      throw new IllegalStateException("a record in a stream without any");
    }
    int next = reply.value(Format.JSON.marker("NextShardIterator"), reply.from());
    iterators.addLast(reply.text(next));
    return 1;
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public void verify() {
    // Each answer was looked at when it came.
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    Streams.delete(rig.endpoint(), stream);
  }
}
