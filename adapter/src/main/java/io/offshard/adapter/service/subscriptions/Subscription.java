// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFault.NoSuchConsumer;
import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.Tails.Feed;
import io.offshard.adapter.service.Tails.Heard;
import io.offshard.adapter.service.subscriptions.Seats.Seat;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The records of a shard one after the other, for one consumer, as they come. What is in the log it
 * reads the ordinary way, and goes over to the tail that all subscribers of the shard share where
 * the two meet. It holds no records; its client's next question is what makes it go on. For one
 * thread.
 */
public final class Subscription implements AutoCloseable {
  /** So that an event is about a megabyte at most, as text, unless a single record is larger. */
  static final int EVENT_BYTES = 512 << 10;

  static final int EVENT_RECORDS = 1_000;

  /** How long one question waits: whoever asks looks in between whether the client is there. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  /** Between two answers that came at once and told nothing. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What it reads with. */
  record Sources(
      StreamCatalog catalog,
      RecordReader reader,
      Tails tails,
      ShardQuotas quotas,
      LongSupplier nanos,
      Pause pause) {}

  private final Sources sources;
  private final SubscriptionTimes times;
  private final ConsumerId consumer;
  private final UUID topicId;
  private final int shardIndex;
  private final Seat seat;
  private final Runnable left;
  private final Feed feed;
  private final long end;
  private Located last;
  private long next;
  private long behind = 1;
  private long toldAt;
  private long answeredAt;
  private boolean complete;
  private boolean closed;

  /**
   * Begins.
   *
   * @param next the offset to begin at
   * @param left is told when it is over
   */
  Subscription(
      Sources sources,
      SubscriptionTimes times,
      Located from,
      ConsumerId consumer,
      long next,
      Seat seat,
      Runnable left) {
    this.sources = sources;
    this.times = times;
    this.consumer = consumer;
    this.topicId = from.stream().topicId().orElseThrow();
    this.shardIndex = from.shard().index();
    this.last = from;
    this.next = next;
    this.seat = seat;
    this.left = left;
    long now = sources.nanos().getAsLong();
    this.end = now + times.life().toNanos();
    this.toldAt = now - times.silence().toNanos(); // where it stands is told at once
    this.answeredAt = now;
    this.feed = sources.tails().follow(place(from));
  }

  private static Place place(Located from) {
    Lineage stream = from.stream();
    Shard shard = from.shard();
    return new Place(
        stream.topic(), stream.topicId().orElseThrow(), shard.partition(), shard.index());
  }

  /** Waits for what comes next, but only a moment. */
  public Told next() {
    if (complete || !seat.isHeld() || sources.nanos().getAsLong() - end >= 0) {
      return new Told.Over();
    }
    try {
      return toldOrFailed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Told.Over();
    }
  }

  private Told toldOrFailed() throws InterruptedException {
    try {
      return told();
    } catch (StreamFaultException e) {
      return failed(e.fault());
    }
  }

  private Told told() throws InterruptedException {
    Located here = sources.catalog().locate(topicId, shardIndex);
    last = here;
    if (here.stream().attached().consumer(consumer).isEmpty()) {
      return fail(new NoSuchConsumer(here.stream().name(), consumer.name()));
    }
    long asked = sources.nanos().getAsLong();
    Duration tooSoon = sources.quotas().pause(here.stream(), here.shard(), consumer);
    if (!tooSoon.isZero()) {
      answeredAt = asked;
      return unchanged(tooSoon);
    }
    Page page = page(here);
    long now = sources.nanos().getAsLong();
    answeredAt = now;
    boolean moved = page.next() > next;
    next = page.next();
    behind = page.millisBehind();
    complete = page.isLast();
    if (page.records().isEmpty() && !complete && now - toldAt < times.silence().toNanos()) {
      if (!moved && now - asked < PAUSE.toNanos()) {
        sources.pause().await(PAUSE);
      }
      return new Told.Nothing();
    }
    toldAt = now;
    long bytes = Batch.bytes(page.records());
    sources.quotas().pushed(here.stream(), here.shard(), consumer, bytes);
    sources.reader().pushed(here.stream(), here.shard(), page, bytes);
    return new Told.Records(here, page);
  }

  private Page page(Located here) throws InterruptedException {
    Lineage stream = here.stream();
    Shard shard = here.shard();
    if (next >= shard.endOffset()) {
      return read(here); // its partition may go on with other shards
    }
    return switch (feed.await(next, MOMENT)) {
      case Heard.Arrived(var batch) ->
          sources.reader().heard(stream, shard, next, batch.first(EVENT_RECORDS, EVENT_BYTES));
      case Heard.Nothing(long logEnd) ->
          new Page(List.of(), next, logEnd, next >= logEnd ? 0 : 1, List.of());
      case Heard.Missed missed -> read(here);
    };
  }

  private Page read(Located here) {
    return sources.reader().read(here.stream(), here.shard(), next, EVENT_RECORDS, EVENT_BYTES);
  }

  /** Kafka may be away for a while. */
  private Told failed(StreamFault fault) throws InterruptedException {
    boolean passing = fault instanceof Unavailable || fault instanceof Overloaded;
    long now = sources.nanos().getAsLong();
    if (fault instanceof StreamGone) {
      return fail(new NoSuchShard(last.stream().name(), shardIndex)); // who listens knows the name
    }
    if (!passing || now - answeredAt >= times.outage().toNanos()) {
      return fail(fault);
    }
    return unchanged(MOMENT);
  }

  /** Waits, but only a moment; from time to time the client is told that it is where it was. */
  private Told unchanged(Duration wait) throws InterruptedException {
    long now = sources.nanos().getAsLong();
    if (now - toldAt >= times.silence().toNanos()) {
      toldAt = now;
      return new Told.Records(last, new Page(List.of(), next, next, behind, List.of()));
    }
    sources.pause().await(wait.compareTo(MOMENT) < 0 ? wait : MOMENT);
    return new Told.Nothing();
  }

  private Told fail(StreamFault fault) {
    complete = true;
    return new Told.Failed(fault);
  }

  /** Gives back what it holds. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      feed.close();
      seat.close();
      left.run();
    }
  }
}
