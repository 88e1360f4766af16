// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts how often something died lately. Not thread-safe. */
final class Deaths {
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int TOO_MANY = 3;

  private final Deque<Instant> recent = new ArrayDeque<>();

  /** Whether this is the third within a minute. */
  boolean tooManyWith(Instant death) {
    recent.addLast(death);
    while (recent.getFirst().isBefore(death.minus(WINDOW))) {
      recent.removeFirst();
    }
    return recent.size() >= TOO_MANY;
  }
}
