// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many calls of an operation may hold memory at once, from their work to their encoded
 * answer. More wait in the order in which they came, and are refused with the throttle error when
 * that takes too long. Thread-safe.
 */
public final class Gate {
  private final Semaphore places;
  private final Duration patience;

  /**
   * A gate.
   *
   * @param places how many calls at once
   * @param patience how long one more may wait
   */
  public Gate(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  /**
   * Runs one call.
   *
   * @throws Refusal when no place was free in time
   */
  <T> T through(Supplier<T> call) {
    if (!entered()) {
      throw new Refusal(Fault.OVERLOADED);
    }
    try {
      return call.get();
    } finally {
      places.release();
    }
  }

  private boolean entered() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
