// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of all calls in flight. Each call takes a fixed {@link #PER_CALL} for itself,
 * so that the budget bounds their number too, and its body, and then its answer, on top; nothing
 * ever waits for the budget.
 *
 * <p>It is shared fairly: the calls of one payer together hold no more than they leave free. So one
 * payer alone gets half of it, two a third each, and whoever comes next still finds as much as each
 * of those has. Only the single call of a payer may take all that is free: a budget of a few bodies
 * must let the largest one in. Thread-safe.
 */
final class BodyBudget {
  /**
   * About what a call costs without its body: its thread's stack, header fields, a small answer.
   */
  static final long PER_CALL = 16 << 10;

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final LongAdder refused = new LongAdder();

  /** Of payers with calls in flight only, so there are no more than such calls. */
  private final ConcurrentHashMap<String, Long> held = new ConcurrentHashMap<>();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  Share share(String payer) {
    return new Share(payer);
  }

  long used() {
    return used.get();
  }

  /** How often there was no room since the start. */
  long refused() {
    return refused.sum();
  }

  /** How many payers hold something. */
  int payers() {
    return held.size();
  }

  private long add(String payer, long bytes) {
    Long now = held.merge(payer, bytes, BodyBudget::sumOrNothing);
    return now == null ? 0 : now;
  }

  private static @Nullable Long sumOrNothing(Long one, Long other) {
    long sum = one + other;
    return sum == 0 ? null : sum;
  }

  /** What one call holds; given back as a whole by {@link #close()}. For one thread. */
  final class Share implements AutoCloseable {
    private final String payer;
    private long mine;

    private Share(String payer) {
      this.payer = payer;
    }

    /** Takes so many bytes more, or none and answers false. */
    boolean take(long bytes) {
      if (change(bytes)) {
        return true;
      }
      change(-bytes);
      refused.increment();
      return false;
    }

    /**
     * Gives back what it holds and takes so many bytes instead, though they may be more than there
     * is room for: they are there already.
     *
     * @return whether there was room
     */
    boolean swap(long bytes) {
      return change(bytes - mine);
    }

    /** Gives back what it holds, as there was no room for what it swapped it for. */
    void refuse() {
      swap(0);
      refused.increment();
    }

    /** Whether it is still as it should be after that. */
    private boolean change(long bytes) {
      mine += bytes;
      long theirs = bytes == 0 ? held.getOrDefault(payer, 0L) : add(payer, bytes);
      long free = limit - used.addAndGet(bytes);
      return free >= 0 && (theirs <= free || theirs == mine);
    }

    @Override
    public void close() {
      swap(0);
    }
  }
}
