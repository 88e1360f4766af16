// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes one kind of call again and again, on one thread, and remembers how long none succeeded.
 * Others may look on.
 */
final class Calls {
  private volatile long last = System.nanoTime();
  private volatile long longest;
  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /** The answer, or null when the call failed. */
  <T> @Nullable T make(Supplier<T> call) {
    try {
      T answer = call.get();
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
      succeeded.incrementAndGet();
      return answer;
    } catch (SdkException e) {
      failed.incrementAndGet();
      return null;
    }
  }

  /** Forgets the stall of the start. */
  void begin() {
    longest = 0;
  }

  int succeeded() {
    return succeeded.get();
  }

  int failed() {
    return failed.get();
  }

  /** The longest time between two successes, the one that goes on now included. */
  Duration longestStall() {
    return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
  }
}
