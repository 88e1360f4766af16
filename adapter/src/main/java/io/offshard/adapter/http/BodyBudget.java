// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of all calls in flight. Each call takes a fixed {@link #PER_CALL} for itself,
 * so that the budget bounds their number too, and its body, and then its answer, on top; nothing
 * ever waits for the budget.
 */
final class BodyBudget {
  /**
   * About what a call costs without its body: its thread's stack, header fields, a small answer.
   */
  static final long PER_CALL = 16 << 10;

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  Share share() {
    return new Share();
  }

  long used() {
    return used.get();
  }

  /** What one call holds; given back as a whole by {@link #close()}. For one thread. */
  final class Share implements AutoCloseable {
    private long held;

    /** Takes so many bytes more, or none and answers false. */
    boolean take(long bytes) {
      if (used.addAndGet(bytes) > limit) {
        used.addAndGet(-bytes);
        return false;
      }
      held += bytes;
      return true;
    }

    /**
     * Gives back what it holds and takes so many bytes instead, though they may be more than there
     * is room for: they are there already.
     *
     * @return whether there was room
     */
    boolean swap(long bytes) {
      boolean room = used.addAndGet(bytes - held) <= limit;
      held = bytes;
      return room;
    }

    @Override
    public void close() {
      used.addAndGet(-held);
      held = 0;
    }
  }
}
