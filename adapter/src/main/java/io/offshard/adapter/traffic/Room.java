// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How many more shards may have counters of their own. Thread-safe, never waits. */
final class Room {
  private final AtomicInteger free;
  private final LongSupplier nanos;

  Room(int most, LongSupplier nanos) {
    this.free = new AtomicInteger(most);
    this.nanos = nanos;
  }

  boolean take() {
    return free.get() > 0 && free.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
  }

  void give() {
    free.incrementAndGet();
  }

  long nanos() {
    return nanos.getAsLong();
  }
}
