// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.LogFollower;
import io.offshard.mapping.subscription.ClaimRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands the log of claims to the board.
 *
 * @param end of the log when it began to be read: what stood there before is not fresh
 */
record ClaimLog(ClaimBoard board, long end) implements LogFollower.Log {
  @Override
  public void apply(ConsumerRecord<byte[], byte[]> each, long from) {
    if (each.key() != null && each.value() != null) {
      Optional<ClaimRecord> content = ClaimRecord.parse(new String(each.value(), UTF_8));
      content.ifPresent(
          record ->
              board.apply(new String(each.key(), UTF_8), record, each.timestamp(), from >= end));
    }
  }

  /** What is gone is too old to decide anything. */
  @Override
  public boolean survivesCuts() {
    return true;
  }
}
