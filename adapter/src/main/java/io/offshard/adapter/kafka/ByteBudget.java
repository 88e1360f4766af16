// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A bound on bytes held at once, perhaps a part of a larger one. Never blocks. Thread-safe. */
final class ByteBudget {
  private final @Nullable ByteBudget whole;
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  ByteBudget(long limit) {
    this(limit, null);
  }

  private ByteBudget(long limit, @Nullable ByteBudget whole) {
    this.limit = limit;
    this.whole = whole;
  }

  /** A part that may take so much of this and no more. */
  ByteBudget part(long most) {
    return new ByteBudget(most, this);
  }

  long limit() {
    return limit;
  }

  /** Takes bytes if there is room for all of them. */
  boolean tryAcquire(long bytes) {
    if (used.addAndGet(bytes) <= limit && (whole == null || whole.tryAcquire(bytes))) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
    if (whole != null) {
      whole.release(bytes);
    }
  }

  long used() {
    return used.get();
  }
}
