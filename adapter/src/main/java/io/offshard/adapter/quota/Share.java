// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import java.util.function.LongSupplier;

/**
 * How many processes have to share each rate. It looks again once a second, as leases change no
 * faster. Thread-safe.
 */
final class Share {
  private final LongSupplier live;
  private final LongSupplier nanos;
  private volatile long lookedAt;
  private volatile int count = 1;

  /** {@code live} tells how many there are; none counts as one. */
  Share(LongSupplier live, LongSupplier nanos) {
    this.live = live;
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong() - TokenBucket.SECOND;
  }

  int count() {
    long now = nanos.getAsLong();
    long age = now - lookedAt;
    if (age >= TokenBucket.SECOND || age < 0) {
      lookedAt = now;
      count = Math.clamp(live.getAsLong(), 1, Integer.MAX_VALUE);
    }
    return count;
  }
}
