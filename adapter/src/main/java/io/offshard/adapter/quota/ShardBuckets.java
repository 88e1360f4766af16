// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import static io.offshard.adapter.quota.TokenBucket.SECOND;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What is left of the rates of one shard. Each of its buckets holds what a second brings.
 * Thread-safe: who takes from two buckets takes from both or from none.
 */
final class ShardBuckets {
  private final ShardRates rates;
  private final LongSupplier nanos;
  private final IntSupplier shares;
  private final TokenBucket inBytes;
  private final TokenBucket inRecords;
  private final TokenBucket outBytes;
  private final TokenBucket outCalls;
  private final TokenBucket iterators;

  /** Holds nothing: it is in debt for as long as readers are to stay away. */
  private final TokenBucket pause;

  /**
   * All full.
   *
   * @param nanos a clock like {@link System#nanoTime}
   * @param shares how many processes the rates are for together
   */
  ShardBuckets(ShardRates rates, LongSupplier nanos, IntSupplier shares) {
    this.rates = rates;
    this.nanos = nanos;
    this.shares = shares;
    long now = nanos.getAsLong();
    this.inBytes = new TokenBucket(SECOND, now);
    this.inRecords = new TokenBucket(SECOND, now);
    this.outBytes = new TokenBucket(SECOND, now);
    this.outCalls = new TokenBucket(SECOND, now);
    this.iterators = new TokenBucket(SECOND, now);
    this.pause = new TokenBucket(0, now);
  }

  /** Takes what several records need, if all of them fit. */
  synchronized boolean writeAll(int records, long bytes) {
    refillIn();
    long recordCost = cost(records, rates.inRecords());
    long byteCost = cost(bytes, rates.inBytes());
    return inRecords.covers(recordCost) && inBytes.covers(byteCost) && takeIn(recordCost, byteCost);
  }

  /** Takes what a record needs. One that never fits may go when nothing else has lately. */
  synchronized boolean writeOne(int bytes) {
    refillIn();
    long recordCost = cost(1, rates.inRecords());
    long byteCost = cost(bytes, rates.inBytes());
    return inRecords.admits(recordCost) && inBytes.admits(byteCost) && takeIn(recordCost, byteCost);
  }

  private void refillIn() {
    // The clock is read inside the lock: in another order the same time would come twice.
    long now = nanos.getAsLong();
    inRecords.refill(now);
    inBytes.refill(now);
  }

  private boolean takeIn(long recordCost, long byteCost) {
    inRecords.take(recordCost);
    inBytes.take(byteCost);
    return true;
  }

  /**
   * Takes one call. Who comes while too much has been read already finds the shard closed for a
   * second at least; to come again meanwhile does not make it longer.
   */
  synchronized boolean poll() {
    long now = nanos.getAsLong();
    pause.refill(now);
    outBytes.refill(now);
    outCalls.refill(now);
    if (pause.debt() > 0) {
      return false;
    }
    if (outBytes.debt() > 0) {
      pause.take(Math.max(SECOND, outBytes.debt()));
      return false;
    }
    return take(outCalls, cost(1, rates.outCalls()));
  }

  /**
   * Takes what has been read. For more than a second's worth at once the shard is closed for all of
   * its time, as if nothing had been saved for it.
   */
  synchronized void served(long bytes) {
    long now = nanos.getAsLong();
    outBytes.refill(now);
    pause.refill(now);
    long cost = cost(bytes, rates.outBytes());
    outBytes.take(cost);
    if (cost > SECOND) {
      pause.take(cost);
    }
  }

  /** Takes one iterator. */
  synchronized boolean iterator() {
    iterators.refill(nanos.getAsLong());
    return take(iterators, cost(1, rates.outCalls()));
  }

  private static boolean take(TokenBucket bucket, long cost) {
    boolean admitted = bucket.admits(cost);
    if (admitted) {
      bucket.take(cost);
    }
    return admitted;
  }

  private long cost(long count, long perSecond) {
    return perSecond == 0 ? 0 : TokenBucket.cost(count, perSecond, shares.getAsInt());
  }
}
