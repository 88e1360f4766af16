// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has written how many records. The records of a writer are numbered from 0 and spread over
 * {@value #KEYS} keys in turn.
 */
final class Ledger {

  static final int KEYS = 32;

  private final List<Writer> writers = new ArrayList<>();

  /** One thread's part; others look when that one has ended. */
  static final class Writer {
    private final int id;
    private long written;

    private Writer(int id) {
      this.id = id;
    }

    int id() {
      return id;
    }

    /** How many records are acknowledged, which is also the next one's number. */
    long written() {
      return written;
    }

    void add(int records) {
      written += records;
    }
  }

  Writer writer() {
    Writer writer = new Writer(writers.size());
    writers.add(writer);
    return writer;
  }

  List<Writer> writers() {
    return writers;
  }

  long total() {
    return writers.stream().mapToLong(Writer::written).sum();
  }

  /** The partition key of a record; always of the same length. */
  static String key(int writer, long number) {
    return "w%02d-k%02d".formatted(writer, number % KEYS);
  }

  /** The same as Kafka has it. */
  static byte[][] keys(int writer) {
    byte[][] keys = new byte[KEYS][];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = key(writer, i).getBytes(StandardCharsets.US_ASCII);
    }
    return keys;
  }
}
