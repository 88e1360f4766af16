// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;

/** One KafkaConsumer reads the same topic from its beginning to its end, over and over. */
final class KafkaDrain implements Side {

  private final KafkaLog log;

  KafkaDrain(Stored stored) {
    log = new KafkaLog(stored.rig(), stored.stream(), Stored.SHARDS, stored.ledger());
  }

  @Override
  public List<Step> steps() {
    return List.of(log::poll);
  }

  @Override
  public void verify() {
    log.finish();
  }

  @Override
  public void close() {
    log.close();
  }
}
