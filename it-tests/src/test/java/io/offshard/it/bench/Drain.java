// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.ArrayList;
import java.util.List;

/** GetRecords from the beginning to the end of every shard, over and over, a connection each. */
final class Drain implements Side {

  private final Stored stored;
  private final List<ShardReader> readers = new ArrayList<>();

  Drain(Stored stored, Format format) {
    this.stored = stored;
    int writers = stored.ledger().writers().size();
    for (int shard = 0; shard < Stored.SHARDS; shard++) {
      Connection connection = new Connection(stored.rig().endpoint(), format);
      Audit empty = new Audit(format.payload(), Stored.SHARDS, writers);
      readers.add(new ShardReader(connection, stored, shard, empty));
    }
  }

  @Override
  public List<Step> steps() {
    return List.copyOf(readers);
  }

  @Override
  public void verify() {
    int writers = stored.ledger().writers().size();
    Audit all = new Audit(Payload.BYTES, Stored.SHARDS, writers);
    readers.forEach(reader -> all.add(reader.wholeShard()));
    all.complete(stored.ledger());
  }

  @Override
  public void close() {
    readers.forEach(ShardReader::close);
    stored.close();
  }
}
