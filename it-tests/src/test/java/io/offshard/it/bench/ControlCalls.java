// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.ArrayList;
import java.util.List;

/** One operation that touches no record, again and again on several connections. */
final class ControlCalls implements Side {

  private static final int CALLERS = 16;
  private static final int SHARDS = 4;

  private final Rig rig;
  private final String stream;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** Which operation, and what its answer must hold. */
  enum Kind {
    GET_SHARD_ITERATOR("GetShardIterator", "ShardIterator"),
    DESCRIBE_STREAM_SUMMARY("DescribeStreamSummary", "StreamDescriptionSummary"),
    LIST_SHARDS("ListShards", "Shards");

    private final String operation;
    private final String member;

    Kind(String operation, String member) {
      this.operation = operation;
      this.member = member;
    }

    private Body body(String stream) {
      return this == GET_SHARD_ITERATOR
          ? Streams.start(Format.JSON, stream, 0, "TRIM_HORIZON")
          : Streams.named(Format.JSON, stream);
    }
  }

  ControlCalls(Rig rig, Kind kind) {
    this.rig = rig;
    this.stream = Streams.create(rig.endpoint(), SHARDS);
    byte[] request = Format.JSON.request(kind.operation, kind.body(stream).bytes());
    byte[] member = Format.JSON.marker(kind.member);
    for (int i = 0; i < CALLERS; i++) {
      Connection connection = new Connection(rig.endpoint(), Format.JSON);
      connections.add(connection);
      steps.add(
          () -> {
            Reply reply = connection.call(request).ok();
            reply.value(member, reply.from());
            return 1;
          });
    }
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
