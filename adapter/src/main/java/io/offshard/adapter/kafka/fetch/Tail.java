// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails.Heard;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of one partition, the same for all who follow it: an unbroken run of pages up
 * to the offset that is fetched next. One thread fills it, any number wait at it. Thread-safe.
 */
final class Tail {
  /** How long who waits is kept off the ordinary way when it is not known where the end is. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  private final TopicIdPartition partition;

  /** By the offset that each was asked for; each begins where the one before it ends. */
  private final TreeMap<Long, Batch> pages = new TreeMap<>();

  private boolean begun;
  private boolean live;

  /** On the clock of {@link System#nanoTime}: since when it is not live. */
  private long silent = System.nanoTime();

  private long start;
  private long next;
  private long end;
  private int followers;
  private @Nullable Function<Place, StreamFault> ending;

  /** Holds nothing, and does not know where the end is. */
  Tail(TopicIdPartition partition) {
    this.partition = partition;
  }

  TopicIdPartition partition() {
    return partition;
  }

  synchronized void join() {
    followers++;
  }

  /** Tells whether somebody is left. */
  synchronized boolean leave() {
    followers--;
    return followers > 0;
  }

  synchronized boolean isFollowed() {
    return followers > 0;
  }

  /** Whether what comes after what it holds is still in a log of that end. */
  synchronized boolean reaches(long logEnd) {
    return begun && next <= logEnd;
  }

  /** Begins with nothing at an offset. */
  synchronized void begin(long at) {
    forget();
    begun = true;
    start = at;
    next = at;
    goOn(at);
  }

  /** Somebody hears of the partition again, and the end is there. */
  synchronized void goOn(long logEnd) {
    end = Math.max(logEnd, next);
    live = true;
    notifyAll();
  }

  /** There is no news. */
  synchronized void stay() {
    if (begun && !live) {
      goOn(end);
    }
  }

  /** Nobody hears of the partition for now: what is held stays, the end is not known. */
  synchronized void pause() {
    if (live) {
      live = false;
      silent = System.nanoTime();
      notifyAll();
    }
  }

  /** Lets go of all, and does not know where the end is. */
  synchronized void forget() {
    pause();
    pages.clear();
    begun = false;
  }

  /** The offset to fetch from. */
  synchronized long next() {
    return next;
  }

  /** Takes what was fetched from {@link #next()}. */
  synchronized void append(Batch page) {
    if (page.next() > next) {
      pages.put(next, page);
      next = page.next();
    }
    goOn(page.end());
  }

  /** Lets go of the oldest page. */
  synchronized void drop() {
    pages.pollFirstEntry();
    start = pages.isEmpty() ? next : pages.firstKey();
  }

  /** For good: whoever waits, now or later, is told why. */
  synchronized void end(Function<Place, StreamFault> why) {
    ending = why;
    notifyAll();
  }

  /**
   * What there is from an offset on, as {@link io.offshard.adapter.service.Tails.Feed#await} says.
   *
   * @throws StreamFaultException when it has ended
   */
  synchronized Heard await(long from, Duration time, Place place) throws InterruptedException {
    long asked = System.nanoTime();
    while (true) {
      requireMore(place);
      if (begun && from >= start && from < next) {
        return new Heard.Arrived(since(from));
      }
      if (begun && from < start) {
        return new Heard.Missed();
      }
      boolean atEnd = live && from == next;
      long now = System.nanoTime();
      long left = time.toNanos() - (now - asked);
      if (!atEnd) {
        left = Math.min(left, PATIENCE.toNanos() - Math.min(now - asked, now - silent));
      }
      if (left <= 0) {
        return atEnd ? new Heard.Nothing(end) : new Heard.Missed();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void requireMore(Place place) {
    if (ending != null) {
      throw new StreamFaultException(ending.apply(place));
    }
  }

  private Batch since(long from) {
    Batch page = pages.floorEntry(from).getValue();
    return new Batch(since(from, page.records()), page.next(), end);
  }

  private static List<Batch.Entry> since(long from, List<Batch.Entry> records) {
    int low = 0;
    int high = records.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (records.get(middle).offset() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return records.subList(low, records.size());
  }
}
