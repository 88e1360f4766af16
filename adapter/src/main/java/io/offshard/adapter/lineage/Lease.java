// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right of this replica to answer for what it has written. It runs from just before a heartbeat
 * was sent that has come back: until its end nobody else can have closed a shard without this
 * replica having been asked. Time counts on two clocks, since one of them stands still where a
 * machine was suspended. Thread-safe.
 */
final class Lease {
  private static final int REMEMBERED = 16;

  private record Sent(long nonce, long nanos, long millis) {}

  private final UUID replica;
  private final LongSupplier nanos;
  private final LongSupplier millis;
  private final Queue<Sent> unread = new ArrayDeque<>();
  private long nonces;
  private volatile @Nullable Sent held;

  /**
   * Not held yet.
   *
   * @param nanos {@link System#nanoTime}
   * @param millis {@link System#currentTimeMillis}
   */
  Lease(UUID replica, LongSupplier nanos, LongSupplier millis) {
    this.replica = replica;
    this.nanos = nanos;
    this.millis = millis;
  }

  UUID replica() {
    return replica;
  }

  /** To be called just before a heartbeat is sent, with the number that it gets. */
  synchronized long sending() {
    if (unread.size() == REMEMBERED) {
      unread.remove();
    }
    Sent sent = new Sent(nonces++, nanos.getAsLong(), millis.getAsLong());
    unread.add(sent);
    return sent.nonce();
  }

  /** That heartbeat has come back, and all that is before it in the log has been applied. */
  synchronized void readBack(long nonce) {
    for (Sent sent = unread.peek(); sent != null && sent.nonce() <= nonce; sent = unread.peek()) {
      unread.remove();
      if (sent.nonce() == nonce) {
        held = sent;
        notifyAll();
      }
    }
  }

  boolean isHeld() {
    Sent sent = held;
    return sent != null && age(sent) < Members.LEASE.toNanos();
  }

  /** How long ago the newest heartbeat was sent that has come back; empty before the first one. */
  OptionalLong ageNanos() {
    Sent sent = held;
    return sent == null ? OptionalLong.empty() : OptionalLong.of(age(sent));
  }

  private long age(Sent sent) {
    long asleep = millis.getAsLong() - sent.millis();
    return Math.max(nanos.getAsLong() - sent.nanos(), TimeUnit.MILLISECONDS.toNanos(asleep));
  }

  /** Whether it is held within that time. */
  synchronized boolean await(Duration time) throws InterruptedException {
    long deadline = nanos.getAsLong() + time.toNanos();
    while (!isHeld()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanos.getAsLong());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
