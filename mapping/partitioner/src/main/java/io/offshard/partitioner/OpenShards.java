// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The open shards of a stream, which share out all hash keys among them, and how splits and merges
 * change them: a small copy of the rules of the server. Immutable.
 */
final class OpenShards {
  /** All hash keys: 128 bits. */
  static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

  /**
   * An open shard.
   *
   * @param index its number in the stream
   * @param from its first hash key; the next one's is the end
   */
  record Open(int index, int partition, BigInteger from) {}

  /** What becomes of shards: the first partition is that of the lowest. */
  record Heir(int partition, BigInteger from) {}

  private final List<Open> shards;
  private final int partitions;
  private final int nextIndex;

  /** By their first keys, for who looks them up. */
  private final long[] high;

  private final long[] low;

  private OpenShards(List<Open> shards, int partitions, int nextIndex) {
    this.shards = shards.stream().sorted(Comparator.comparing(Open::from)).toList();
    this.partitions = partitions;
    this.nextIndex = nextIndex;
    this.high =
        this.shards.stream().mapToLong(each -> each.from().shiftRight(64).longValue()).toArray();
    this.low = this.shards.stream().mapToLong(each -> each.from().longValue()).toArray();
  }

  /** As a snapshot has them: of all shards, also closed ones. */
  static OpenShards of(List<Open> open, int partitions, int nextIndex) {
    return new OpenShards(open, partitions, nextIndex);
  }

  /** Those of a new stream: one for each partition, which share out the keys evenly. */
  static OpenShards first(int count) {
    List<Open> shards = new ArrayList<>();
    for (BigInteger from : evenly(count)) {
      shards.add(new Open(shards.size(), shards.size(), from));
    }
    return new OpenShards(shards, count, count);
  }

  /** Where so many equally wide ranges begin. */
  static List<BigInteger> evenly(int count) {
    BigInteger width = KEYS.divide(BigInteger.valueOf(count));
    List<BigInteger> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add(width.multiply(BigInteger.valueOf(i)));
    }
    return starts;
  }

  /** In the order of their keys. */
  List<Open> all() {
    return shards;
  }

  /** How many partitions the topic has at least. */
  int partitions() {
    return partitions;
  }

  /** The first hash key behind a shard's. */
  BigInteger end(Open shard) {
    int next = shards.indexOf(shard) + 1;
    return next < shards.size() ? shards.get(next).from() : KEYS;
  }

  /** The partition of the shard that takes a hash key, the MD5 of a partition key. */
  int partition(byte[] md5) {
    ByteBuffer key = ByteBuffer.wrap(md5);
    long upper = key.getLong();
    long lower = key.getLong();
    int first = 0;
    int last = high.length - 1;
    while (first < last) {
      int middle = (first + last + 1) >>> 1;
      int order = Long.compareUnsigned(high[middle], upper);
      if (order < 0 || (order == 0 && Long.compareUnsigned(low[middle], lower) <= 0)) {
        first = middle;
      } else {
        last = middle - 1;
      }
    }
    return shards.get(first).partition();
  }

  /** The partitions in which shards can begin, in their order: free ones, then new ones. */
  PartitionSupply free() {
    return new PartitionSupply(shards.stream().map(Open::partition).toList());
  }

  /** Hands out partitions without a shard. */
  static final class PartitionSupply {
    private final Collection<Integer> taken;
    private int next;

    private PartitionSupply(Collection<Integer> taken) {
      this.taken = taken;
    }

    int next() {
      while (taken.contains(next)) {
        next++;
      }
      return next++;
    }
  }

  /** With those shards closed, by index, and those begun. */
  OpenShards with(Collection<Integer> closed, List<Heir> begun) {
    List<Open> left = new ArrayList<>(shards);
    left.removeIf(each -> closed.contains(each.index()));
    int index = nextIndex;
    int most = partitions;
    for (Heir heir : begun) {
      left.add(new Open(index++, heir.partition(), heir.from()));
      most = Math.max(most, heir.partition() + 1);
    }
    return new OpenShards(left, most, index);
  }
}
