// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.offshard.adapter.quota.CallRate.Scope;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often operations may be called that are about streams and not about records. Thread-safe;
 * keeps about a hundred bytes for each pair of an operation and a caller or stream of the last 24
 * hours, of which it knows 100,000 at most.
 */
public final class CallQuotas {
  private static final long MOST = 100_000;

  /** The longest time that a rate is for. */
  private static final Duration IDLE = Duration.ofHours(24);

  private record Key(Scope scope, String who, String operation) {}

  private final LongSupplier nanos;
  private final Share share;
  private final boolean on;
  private final Cache<Key, TokenBucket> buckets;

  /**
   * All buckets full.
   *
   * @param on false lets everything through
   * @param replicas how many processes share the rates
   * @param nanos a clock like {@link System#nanoTime}
   */
  public CallQuotas(boolean on, LongSupplier replicas, LongSupplier nanos) {
    this.on = on;
    this.nanos = nanos;
    this.share = new Share(replicas, nanos);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(IDLE)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Those that let everything through. */
  public static CallQuotas off() {
    return new CallQuotas(false, () -> 1, System::nanoTime);
  }

  /**
   * Takes a call; false where it is to be refused.
   *
   * @param operation its name with its API's, as APIs have operations of the same name
   * @param who the caller or the stream, as the scope of the rate is
   */
  public boolean admit(String operation, CallRate rate, String who) {
    if (!on) {
      return true;
    }
    long most = rate.time().toNanos();
    TokenBucket bucket =
        buckets.get(
            new Key(rate.scope(), who, operation), _ -> new TokenBucket(most, nanos.getAsLong()));
    long cost = (long) Math.ceil((double) most * share.count() / rate.calls());
    synchronized (bucket) {
      bucket.refill(nanos.getAsLong());
      boolean admitted = bucket.admits(cost);
      if (admitted) {
        bucket.take(cost);
      }
      return admitted;
    }
  }
}
