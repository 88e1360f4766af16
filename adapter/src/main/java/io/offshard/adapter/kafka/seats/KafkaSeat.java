// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import io.offshard.adapter.service.subscriptions.Seats.Seat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A seat that was won in the log. Thread-safe. */
final class KafkaSeat implements Seat {
  private final String key;
  private final UUID nonce;
  private final Consumer<KafkaSeat> release;
  private final AtomicBoolean held = new AtomicBoolean(true);

  KafkaSeat(String key, UUID nonce, Consumer<KafkaSeat> release) {
    this.key = key;
    this.nonce = nonce;
    this.release = release;
  }

  String key() {
    return key;
  }

  UUID nonce() {
    return nonce;
  }

  void lose() {
    held.set(false);
  }

  @Override
  public boolean isHeld() {
    return held.get();
  }

  /** Who has lost it has nothing to give back. */
  @Override
  public void close() {
    if (held.getAndSet(false)) {
      release.accept(this);
    }
  }
}
