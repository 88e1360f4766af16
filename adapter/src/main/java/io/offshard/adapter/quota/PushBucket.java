// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What is left of the rate at which a shard is pushed to one consumer, which only one process does
 * at a time, so that nothing is shared. Thread-safe.
 */
final class PushBucket {
  private final LongSupplier nanos;
  private final TokenBucket bytes;

  /** A full one; {@code nanos} is a clock like {@link System#nanoTime}. */
  PushBucket(LongSupplier nanos) {
    this.nanos = nanos;
    this.bytes = new TokenBucket(TokenBucket.SECOND, nanos.getAsLong());
  }

  synchronized Duration pause() {
    bytes.refill(nanos.getAsLong());
    return Duration.ofNanos(bytes.debt());
  }

  synchronized void take(long count, long perSecond) {
    bytes.refill(nanos.getAsLong());
    bytes.take(TokenBucket.cost(count, perSecond, 1));
  }
}
