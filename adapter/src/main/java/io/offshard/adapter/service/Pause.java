// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.time.Duration;

/**
 * Waits between two attempts or two looks: a server's sleeps, a test's does not wait at all.
 * Thread-safe.
 */
@FunctionalInterface
public interface Pause {
  /** Really waits. */
  Pause SLEEP = Thread::sleep;

  /** Waits that long. */
  void await(Duration time) throws InterruptedException;

  /** Does something over and over, each time after such a wait, until its thread is interrupted. */
  default Runnable before(Runnable look, Duration every) {
    return () -> {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          await(every);
          look.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
