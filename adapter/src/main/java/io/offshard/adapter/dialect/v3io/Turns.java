// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.mapping.items.ItemKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps those who compare and set one item from starving. Where many read it and then write what
 * they have changed, only who is quickest ever succeeds. So once a write has been refused as
 * somebody was quicker, reads of that item that ask for its time are answered one after another,
 * each when the write of the one before has come or has been waited for long enough. Thread-safe.
 */
final class Turns {
  /** For so long a reader has the item for itself; clients write a few milliseconds later. */
  private static final long TURN = Duration.ofMillis(150).toNanos();

  /**
   * For so long a reader waits for its turn at most: as long as clients are between two heartbeats.
   */
  private static final long PATIENCE = Duration.ofSeconds(3).toNanos();

  /** For so long after the last refusal or wait there is a queue. */
  private static final long CONTENDED = Duration.ofSeconds(2).toNanos();

  /** So many items have queues at most; the others do without. */
  private static final int MOST = 1_000;

  private final Map<ItemKey, Queue> queues = new ConcurrentHashMap<>();

  private static final class Queue {
    private final ReentrantLock line = new ReentrantLock(true);
    private final ReentrantLock place = new ReentrantLock();
    private final Condition free = place.newCondition();
    private long takenUntil = System.nanoTime();
    private volatile long contendedUntil;

    boolean isOver() {
      return contendedUntil - System.nanoTime() < 0;
    }

    void prolong() {
      contendedUntil = System.nanoTime() + CONTENDED;
    }

    void await() throws InterruptedException {
      if (line.hasQueuedThreads()) {
        prolong();
      }
      if (!line.tryLock(PATIENCE, TimeUnit.NANOSECONDS)) {
        return;
      }
      try {
        place.lock();
        try {
          long left = takenUntil - System.nanoTime();
          while (left > 0) {
            left = Math.min(free.awaitNanos(left), takenUntil - System.nanoTime());
          }
          takenUntil = System.nanoTime() + TURN;
        } finally {
          place.unlock();
        }
      } finally {
        line.unlock();
      }
    }

    void leave() {
      place.lock();
      try {
        takenUntil = System.nanoTime();
        free.signal();
      } finally {
        place.unlock();
      }
    }
  }

  /** Waits for the turn of a caller who is about to read the item, and perhaps to write it then. */
  void await(ItemKey key) throws InterruptedException {
    Queue queue = queues.get(key);
    if (queue != null && !queue.isOver()) {
      queue.await();
    }
  }

  /**
   * Somebody has written the item, so that what others have read of it is of no use. A write that
   * was refused ends no turn: it was made from what was read before that.
   */
  void written(ItemKey key) {
    Queue queue = queues.get(key);
    if (queue != null) {
      queue.leave();
    }
  }

  /** A write was refused: what it was made from is no longer so. */
  void refused(ItemKey key) {
    if (queues.size() >= MOST) {
      queues.values().removeIf(Queue::isOver);
    }
    if (queues.size() < MOST || queues.containsKey(key)) {
      queues.computeIfAbsent(key, k -> new Queue()).prolong();
    }
  }
}
