// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault.SubscribedAlready;
import io.offshard.adapter.service.StreamFault.TooManySubscriptions;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.subscriptions.Seats.Seat;
import io.offshard.adapter.service.subscriptions.Subscription.Sources;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.subscription.SubscriptionKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Begins subscriptions, of which this process has so many at a time. Thread-safe. */
public final class Subscriptions {
  private final Sources sources;
  private final Seats seats;
  private final SubscriptionTimes times;
  private final int most;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * None yet.
   *
   * @param most so many at once, each of which may hold an event in memory
   * @param nanos a clock like {@link System#nanoTime}
   * @param pause how it waits between two reads; tests give one that does not
   */
  public Subscriptions(
      StreamCatalog catalog,
      RecordReader reader,
      Tails tails,
      Seats seats,
      SubscriptionTimes times,
      int most,
      LongSupplier nanos,
      Pause pause) {
    this.sources = new Sources(catalog, reader, tails, nanos, pause);
    this.seats = seats;
    this.times = times;
    this.most = most;
  }

  /**
   * Begins one; it must be closed.
   *
   * @param offset to begin at
   * @throws StreamFaultException with {@link SubscribedAlready} when the consumer has begun another
   *     one of the shard a moment ago, with {@link TooManySubscriptions}, or when Kafka does not
   *     answer
   */
  public Subscription begin(Located from, ConsumerId consumer, long offset) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      throw new StreamFaultException(new TooManySubscriptions(most));
    }
    try {
      SubscriptionKey key =
          new SubscriptionKey(
              from.stream().topicId().orElseThrow(),
              from.shard().index(),
              consumer.name(),
              consumer.createdSecond());
      Seat seat =
          seats
              .take(key)
              .orElseThrow(
                  () ->
                      new StreamFaultException(
                          new SubscribedAlready(
                              from.stream().name(), from.shard().index(), consumer.name())));
      return new Subscription(sources, times, from, consumer, offset, seat, count::decrementAndGet);
    } catch (RuntimeException | Error e) {
      count.decrementAndGet();
      throw e;
    }
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }
}
