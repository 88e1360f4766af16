// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

/** Follows the iterator chain of one shard, and begins again when it has seen all of it. */
final class ShardReader implements Step, AutoCloseable {

  private static final int LIMIT = 10_000;

  /** Its pages are larger; with this they are as large as those of Kinesis. */
  private static final int V3IO_LIMIT = 1_000;

  private final Connection connection;
  private final Stored stored;
  private final int shard;
  private final Audit empty;
  private final byte[] data;
  private final byte[] nextIterator;
  private final boolean v3io;
  private Audit audit;
  private long seen;
  private String iterator = "";

  ShardReader(Connection connection, Stored stored, int shard, Audit empty) {
    this.connection = connection;
    this.stored = stored;
    this.shard = shard;
    this.empty = empty;
    this.audit = empty.blank();
    this.data = connection.format().blobMarker("Data");
    this.v3io = connection.format() == Format.V3IO;
    this.nextIterator = connection.format().marker(v3io ? "NextLocation" : "NextShardIterator");
  }

  @Override
  public int run() {
    if (seen == stored.sizes().get(shard)) {
      audit = empty.blank();
      seen = 0;
      iterator = "";
    }
    if (iterator.isEmpty()) {
      iterator =
          v3io
              ? Streams.earliest(connection, stored.stream(), shard)
              : Streams.iterator(connection, stored.stream(), shard, "TRIM_HORIZON");
    }
    return read(
        connection.call(
            "GetRecords",
            v3io
                ? GetRequests.ofV3io(stored.stream(), shard, iterator, V3IO_LIMIT)
                : GetRequests.body(connection.format(), iterator, LIMIT)));
  }

  /** Reads on to the end of the shard; what was seen from its beginning on. */
  Audit wholeShard() {
    do {
      run();
    } while (seen < stored.sizes().get(shard));
    return audit;
  }

  private int read(Reply reply) {
    int length = connection.format().payload().length();
    int count = 0;
    int firstData = reply.find(data, reply.from());
    int end = reply.from();
    for (int at = firstData; at >= 0; at = reply.find(data, end)) {
      audit.see(shard, reply.bytes(), at + data.length);
      end = at + data.length + length;
      count++;
    }
    seen += count;
    iterator = reply.text(reply.value(nextIterator, v3io ? reply.from() : end)); // it stands first
    return count;
  }

  @Override
  public void close() {
    connection.close();
  }
}
