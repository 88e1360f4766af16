// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

/**
 * A bucket that refills at a rate, and may be overdrawn. It holds time: what costs three seconds
 * can be taken again three seconds later, whatever is counted and at whatever rate. So a rate may
 * change at any moment. Not thread-safe; all times are in nanoseconds.
 */
final class TokenBucket {
  static final long SECOND = 1_000_000_000;

  private final long most;
  private long level;
  private long seen;

  /**
   * A full one.
   *
   * @param most what it can hold
   * @param now a reading of a clock like {@link System#nanoTime}
   */
  TokenBucket(long most, long now) {
    this.most = most;
    this.level = most;
    this.seen = now;
  }

  /** What so many cost at a rate, of which each of several processes has the same share. */
  static long cost(long count, long perSecond, int shares) {
    return (long) Math.ceil((double) count * SECOND * shares / perSecond);
  }

  /**
   * Lets in what has come since the last time. A clock that was set back brings nothing, and time
   * goes on from there.
   */
  void refill(long now) {
    long passed = now - seen;
    seen = now;
    if (passed > 0) {
      level = passed >= most - level ? most : level + passed;
    }
  }

  /** Whether there is as much. */
  boolean covers(long cost) {
    return level >= cost;
  }

  /** Whether there is as much, or the bucket is full: more than that will never be there. */
  boolean admits(long cost) {
    return covers(Math.min(cost, most));
  }

  /** Takes it, also where it is not there: the rest is a debt. */
  void take(long cost) {
    level -= cost;
  }

  /** For how long nothing can be taken; 0 when there is no debt. */
  long debt() {
    return Math.max(0, -level);
  }
}
