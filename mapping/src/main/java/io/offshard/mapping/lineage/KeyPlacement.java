// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.Murmur2;
import io.offshard.mapping.hash.PartitionKeyHash;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * How the producers of a topic that is somebody else's choose the partition of a key, so that
 * records of one key are in one partition whoever writes them.
 */
public enum KeyPlacement {
  /** Kafka's Java producer: Murmur2 of the key, modulo the number of partitions. */
  MURMUR2 {
    @Override
    public Shard place(Shards shards, ByteBuffer key) {
      return of(shards, Murmur2.of(key));
    }
  },

  /** librdkafka's {@code consistent} and {@code consistent_random}: CRC-32, likewise. */
  CRC32 {
    @Override
    public Shard place(Shards shards, ByteBuffer key) {
      CRC32 crc = new CRC32();
      crc.update(key.duplicate());
      return of(shards, crc.getValue());
    }
  },

  /** As Kinesis does: the shard whose range holds the MD5 of the key. */
  MD5 {
    @Override
    public Shard place(Shards shards, ByteBuffer key) {
      return shards.at(PartitionKeyHash.of(key));
    }
  };

  /**
   * The open shard for the key.
   *
   * @param shards of a stream each of whose partitions has an open shard
   * @param key its bytes; the buffer stays as it is
   */
  public abstract Shard place(Shards shards, ByteBuffer key);

  private static Shard of(Shards shards, long hash) {
    int partition = (int) (hash % shards.partitions());
    return shards.inPartition(partition).orElseThrow();
  }
}
