// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic of one partition, from its beginning, on a thread of its own. What cannot be read
 * is tried again every second. Thread-safe.
 */
public final class LogFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 1 << 20;

  /** Takes the records, on the follower's thread. */
  public interface Log {
    /**
     * Takes the next record.
     *
     * @param from the offset behind what was read when its batch was asked for
     * @throws Unreadable when nothing may be read from here on
     */
    void apply(ConsumerRecord<byte[], byte[]> each, long from) throws Unreadable;

    /** Whether to go on where the next offset is not there any more: then from the beginning. */
    boolean survivesCuts();
  }

  /** A record that must not be stepped over; its message is for the user. */
  public static final class Unreadable extends Exception {
    /** That record. */
    public Unreadable(String reason) {
      super(reason);
    }
  }

  private final KafkaClients clients;
  private final String name;
  private final TopicPartition partition;
  private final Log sink;
  private final Thread thread;

  /** Guards the wait for {@link #next} to move on, which only the thread does. */
  private final Object progress = new Object();

  private volatile long next;
  private volatile @Nullable String problem;
  private volatile boolean ended;
  private volatile boolean closing;

  /**
   * Begins to read.
   *
   * @param name of the thread and of the client
   */
  public LogFollower(KafkaClients clients, String name, String topic, Log sink) {
    this.clients = clients;
    this.name = name;
    this.partition = new TopicPartition(topic, 0);
    this.sink = sink;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** The offset behind what has been taken. */
  public long next() {
    return next;
  }

  /** What keeps the log from being read; null when nothing does. */
  public @Nullable String problem() {
    return problem;
  }

  /**
   * Waits until everything below that offset has been taken.
   *
   * @return whether that was so in time, and before the reading has ended for good
   */
  public boolean await(long offset, long deadlineNanos) throws InterruptedException {
    if (next >= offset) {
      return true;
    }
    synchronized (progress) {
      while (next < offset) {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || ended) {
          return false;
        }
        progress.wait(millis);
      }
      return true;
    }
  }

  private void run() {
    try {
      readOn();
    } finally {
      synchronized (progress) {
        ended = true;
        progress.notifyAll();
      }
    }
  }

  private void readOn() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer = clients.newConsumer(name, FETCH_BYTES, POLL)) {
        follow(consumer);
      } catch (OffsetOutOfRangeException e) {
        if (!sink.survivesCuts()) {
          problem = "records are missing that were there: restart the process";
          log.error("{}: {}", partition, problem);
          return;
        }
        next = 0; // all that is there now came later than what was read
      } catch (KafkaException e) {
        problem = "cannot be read: " + e;
        log.error("{} cannot be read; trying again", partition, e);
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (Unreadable e) {
        problem = e.getMessage();
        log.error("{}: {}", partition, problem);
        return;
      } catch (RuntimeException | Error e) {
        problem = "the reader has failed: " + e;
        log.error("The reader of {} has failed; restart the process", partition, e);
        return;
      }
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) throws Unreadable {
    consumer.assign(List.of(partition));
    if (next == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, next);
    }
    while (!closing) {
      long from = next;
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL).records(partition)) {
        sink.apply(each, from);
      }
      problem = null;
      // Past the last record there may be offsets without one, taken away by compaction.
      advance(consumer.position(partition));
    }
  }

  private void advance(long position) {
    if (position > next) {
      synchronized (progress) {
        next = position;
        progress.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
