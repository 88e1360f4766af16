// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;

/** A stream full of records, to be read by both sides of a row. */
record Stored(Rig rig, Puts puts, List<Long> sizes) implements AutoCloseable {

  static final int SHARDS = 4;
  private static final int BATCH = 500;

  /** Writes what the options say, rounded up to whole calls. */
  static Stored fill(Rig rig) throws Exception {
    Puts puts = new Puts(rig, Format.CBOR, BATCH, 4, SHARDS);
    List<Step> steps = puts.steps();
    for (int i = 0; puts.ledger().total() < rig.options().stored(); i++) {
      steps.get(i % steps.size()).run();
    }
    return new Stored(rig, puts, KafkaLog.sizes(rig, puts.stream(), SHARDS));
  }

  String stream() {
    return puts.stream();
  }

  Ledger ledger() {
    return puts.ledger();
  }

  @Override
  public void close() {
    puts.close();
  }
}
