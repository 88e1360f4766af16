// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.Arrays;

/**
 * Checks records as they are read: unchanged, each once, and those of a writer in rising order
 * within a shard (and so within a key). One for each reader; not thread-safe.
 */
final class Audit {

  private final Payload payload;

  /** The number after the last one seen, by shard and writer. */
  private final long[][] next;

  private final long[] counts;
  private final long[] sums;

  Audit(Payload payload, int shards, int writers) {
    this.payload = payload;
    this.next = new long[shards][writers];
    this.counts = new long[writers];
    this.sums = new long[writers];
  }

  /** A new one for the same shards and writers. */
  Audit blank() {
    return new Audit(payload, next.length, counts.length);
  }

  /** A record of {@code shard} whose data begins at {@code at}. */
  void see(int shard, byte[] bytes, int at) {
    if (!payload.isIntact(bytes, at)) {
      throw new IllegalStateException("a record's data has changed");
    }
    int writer = payload.writer(bytes, at);
    long number = payload.number(bytes, at);
    if (number < next[shard][writer]) {
      throw new IllegalStateException(
          "record %d of writer %d out of order in shard %d".formatted(number, writer, shard));
    }
    next[shard][writer] = number + 1;
    counts[writer]++;
    sums[writer] += number;
  }

  /** Adds what another reader has seen of other shards. */
  void add(Audit other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
  }

  /** Fails unless exactly what {@code ledger} says has been seen. */
  void complete(Ledger ledger) {
    for (Ledger.Writer writer : ledger.writers()) {
      long want = writer.written();
      long sum = want * (want - 1) / 2;
      if (counts[writer.id()] != want || sums[writer.id()] != sum) {
        throw new IllegalStateException(
            "writer %d: %d records acknowledged, %d read"
                .formatted(writer.id(), want, counts[writer.id()]));
      }
    }
  }
}
