// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on bytes held at once. Never blocks. Thread-safe. */
final class ByteBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes if there is room for all of them. */
  boolean tryAcquire(long bytes) {
    if (used.addAndGet(bytes) <= limit) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
