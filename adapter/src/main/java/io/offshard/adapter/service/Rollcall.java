// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.time.Duration;

/**
 * Asks every replica for a sign of life, before shards begin to close: then one that is dead delays
 * who wants to close them, and not the writers. Thread-safe.
 */
final class Rollcall {
  /** Answers mostly come within some milliseconds, and writers may be waiting. */
  private static final Duration FIRST = Duration.ofMillis(1);

  private static final Duration LONGEST = Duration.ofMillis(20);

  /** A replica that is silent is not waited for any more after ten and a half seconds. */
  private static final int MOST_LOOKS = 550;

  private final LineageStore store;
  private final Pause pause;

  Rollcall(LineageStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

  /**
   * Returns when every replica has answered or is gone.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer
   */
  void call() throws InterruptedException {
    await(store.ping());
  }

  /**
   * Waits until every replica knows of what stands in the log there, or is gone.
   *
   * @return whether that came to be
   */
  boolean await(long offset) throws InterruptedException {
    Duration wait = FIRST;
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      if (store.drained(offset)) {
        return true;
      }
      pause.await(wait);
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
    return false;
  }
}
