// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.adapter.quota.ShardQuotas;
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
import io.offshard.mapping.lineage.Lineage;
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
   * @param quotas how much is pushed to each consumer
   * @param most so many at once, each of which may hold an event in memory
   * @param nanos a clock like {@link System#nanoTime}
   * @param pause how it waits between two reads; tests give one that does not
   */
  public Subscriptions(
      StreamCatalog catalog,
      RecordReader reader,
      Tails tails,
      Seats seats,
      ShardQuotas quotas,
      SubscriptionTimes times,
      int most,
      LongSupplier nanos,
      Pause pause) {
    this.sources = new Sources(catalog, reader, tails, quotas, nanos, pause);
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
      Seat seat = seat(from, consumer);
      try {
        return new Subscription(
            sources, times, from, consumer, offset, seat, count::decrementAndGet);
      } catch (RuntimeException | Error e) {
        seat.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      count.decrementAndGet();
      throw e;
    }
  }

  private Seat seat(Located from, ConsumerId consumer) {
    Lineage stream = from.stream();
    int shard = from.shard().index();
    return seats
        .take(
            new SubscriptionKey(
                stream.topicId().orElseThrow(), shard, consumer.name(), consumer.createdSecond()))
        .orElseThrow(
            () ->
                new StreamFaultException(
                    new SubscribedAlready(stream.name(), shard, consumer.name())));
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }
}
