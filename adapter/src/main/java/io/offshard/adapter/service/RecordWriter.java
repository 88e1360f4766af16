// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes records to the shards that their keys belong to. Thread-safe. */
public final class RecordWriter {

  /**
   * A record to write.
   *
   * @param key the partition key in UTF-8, encoded once for its size, its hash and Kafka
   * @param hashKey where it goes; null for the hash of its partition key
   */
  public record NewRecord(ByteBuffer key, @Nullable HashKey hashKey, ByteBuffer data) {

    /** A record with that partition key. */
    public static NewRecord of(String partitionKey, @Nullable HashKey hashKey, ByteBuffer data) {
      return new NewRecord(ByteBuffer.wrap(partitionKey.getBytes(UTF_8)), hashKey, data);
    }

    /** The size that limits count. */
    public int bytes() {
      return data.remaining() + key.remaining();
    }

    private HashKey hash() {
      return hashKey == null ? PartitionKeyHash.of(key) : hashKey;
    }
  }

  /** Where a record went and what became of it. */
  public record Placed(Shard shard, Result result) {}

  private final PartitionWriter log;
  private final LineageStore store;

  /** A writer to that log, of streams of that store. */
  public RecordWriter(PartitionWriter log, LineageStore store) {
    this.log = log;
    this.store = store;
  }

  /**
   * Writes records and waits for their fate. Those of one shard are in the order of the list.
   *
   * @param stream as {@link StreamCatalog#writable} has found it
   * @return one entry per record, in order
   * @throws StreamFaultException with {@link StreamFault.NoSuchStream} when the stream was deleted
   *     meanwhile, or {@link Unavailable} when nobody can tell or there is another stream of that
   *     name; the records then count as failed
   */
  public List<Placed> write(Lineage stream, List<NewRecord> records) {
    List<Shard> shards = new ArrayList<>(records.size());
    List<Outgoing> outgoing = new ArrayList<>(records.size());
    for (NewRecord entry : records) {
      Shard shard = stream.route(entry.hash());
      shards.add(shard);
      outgoing.add(
          new Outgoing(
              stream.topic(), shard.partition(), shard.index(), entry.key(), entry.data()));
    }
    List<Result> results = log.append(outgoing);
    // In an outage nothing is written, and nobody shall wait for a lease to be told so.
    if (results.stream().anyMatch(Result.Written.class::isInstance)) {
      requireWritable(stream);
    }
    List<Placed> placed = new ArrayList<>(records.size());
    for (int i = 0; i < results.size(); i++) {
      placed.add(new Placed(shards.get(i), results.get(i)));
    }
    return placed;
  }

  /** What has been written counts only where it belongs to what the answer will name. */
  private void requireWritable(Lineage stream) {
    UUID topicId = stream.topicId().orElseThrow();
    if (isWritable(store.confirmed().find(topicId))) {
      return;
    }
    // Who writes to a name that is in use may repeat it: the records may be in the later stream.
    throw new StreamFaultException(
        isWritable(store.latest().find(stream.name()))
            ? new Unavailable(stream.name() + " was deleted and made anew meanwhile")
            : new NoSuchStream(stream.name()));
  }

  private static boolean isWritable(Optional<Lineage> stream) {
    return stream.filter(Lineage::isServing).isPresent();
  }
}
