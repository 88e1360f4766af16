// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.Tails.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a partition, and reads the ordinary way what it misses. */
final class TailFollower implements Callable<List<Batch.Entry>> {
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final Tails.Feed feed;
  private final PartitionReader reader;
  private final Place place;
  private final List<Batch.Entry> seen = new ArrayList<>();
  private long next;
  private volatile long until = Long.MAX_VALUE;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger nothing = new AtomicInteger();
  private final AtomicInteger missed = new AtomicInteger();

  /** Begins to follow; records are taken from that offset on. */
  TailFollower(Tails tails, PartitionReader reader, Place place, long from) {
    this.feed = tails.follow(place);
    this.reader = reader;
    this.place = place;
    this.next = from;
  }

  /** Makes it end at that offset. */
  void until(long offset) {
    until = offset;
  }

  /** How often it heard of records. */
  int arrived() {
    return arrived.get();
  }

  /** How often it heard that there are none. */
  int nothing() {
    return nothing.get();
  }

  /** How often it had to read the ordinary way. */
  int missed() {
    return missed.get();
  }

  @Override
  public List<Batch.Entry> call() throws InterruptedException {
    try (feed) {
      while (next < until) {
        step();
      }
      return seen;
    }
  }

  private void step() throws InterruptedException {
    switch (feed.await(next, A_WHILE)) {
      case Heard.Arrived(Batch batch) -> {
        arrived.incrementAndGet();
        take(batch);
      }
      case Heard.Missed() -> {
        missed.incrementAndGet();
        readMissed();
      }
      case Heard.Nothing(long end) -> nothing.incrementAndGet();
    }
  }

  private void readMissed() {
    try {
      take(reader.read(place, next, 1_000, 1 << 20));
    } catch (StreamFaultException e) {
      if (!(e.fault() instanceof Unavailable || e.fault() instanceof Overloaded)) {
        throw e;
      }
    }
  }

  private void take(Batch batch) {
    seen.addAll(batch.records());
    next = batch.next();
  }
}
