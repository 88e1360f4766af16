// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lineage topic on a thread of its own and publishes the image after each batch of
 * records. It has a loop of its own, not that of {@link io.offshard.adapter.kafka.LogFollower}, as
 * the image and the offset behind it are one thing here, which snapshots are made of: they change
 * together, once for a batch, and also where reading stops in the middle of one.
 */
final class LineageReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineageReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 1 << 20;

  /** Another topic of the name has another history, in which this one's offsets mean nothing. */
  static final String GONE =
      "the topic has been deleted, and what streams there are with it: stop all replicas before you"
          + " restore it";

  private final KafkaClients clients;
  private final TopicPartition partition;
  private final LineageLog content;
  private final BooleanSupplier gone;
  private final Thread thread;
  private final Map<String, CompletableFuture<Verdict>> expected = new ConcurrentHashMap<>();

  /** Guards the wait for {@link #view} to move on, which only the reader thread does. */
  private final Object progress = new Object();

  private volatile View view = new View(Lineages.EMPTY, 0, 0);
  private volatile @Nullable String problem;
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * How far the log has been read.
   *
   * @param next the offset behind the last record that the image holds
   * @param events how many events came after the newest snapshot
   */
  record View(Lineages image, long next, int events) {}

  /**
   * A reader of the log from its beginning.
   *
   * @param gone whether the topic that was there at the start is not any more
   */
  LineageReader(KafkaClients clients, String topic, LineageLog content, BooleanSupplier gone) {
    this.clients = clients;
    this.partition = new TopicPartition(topic, 0);
    this.content = content;
    this.gone = gone;
    this.thread = Thread.ofPlatform().daemon().name("offshard-lineage-reader").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  View view() {
    return view;
  }

  /** What keeps the log from being read; null when nothing does. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether it has stopped reading for good; {@link #problem} says why. */
  boolean ended() {
    return ended;
  }

  /**
   * Waits until everything below that offset has been applied.
   *
   * @return whether that was so in time, and before the reader has ended
   */
  boolean await(long offset, long deadlineNanos) throws InterruptedException {
    if (view.next() >= offset) {
      return true;
    }
    synchronized (progress) {
      while (view.next() < offset) {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || ended) {
          return false;
        }
        progress.wait(millis);
      }
      return true;
    }
  }

  /**
   * Waits until the image is so.
   *
   * @return whether it came to that in time, and before the reader has ended
   */
  boolean await(Predicate<Lineages> wanted, long deadlineNanos) throws InterruptedException {
    synchronized (progress) {
      while (!wanted.test(view.image())) {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || ended) {
          return false;
        }
        progress.wait(millis);
      }
      return true;
    }
  }

  /** What will become of the record with that key; asked for before it is written. */
  CompletableFuture<Verdict> expect(String key) {
    return expected.computeIfAbsent(key, _ -> new CompletableFuture<>());
  }

  void forget(String key) {
    expected.remove(key);
  }

  private void run() {
    try {
      readOn();
    } finally {
      end();
    }
  }

  /** Nobody waits any more for what will not be read. */
  private void end() {
    if (closing) {
      problem = "the server is stopping";
    }
    ended = true;
    StreamFaultException failure =
        new StreamFaultException(new Unavailable(partition + ": " + problem));
    expected.values().forEach(waiting -> waiting.completeExceptionally(failure));
    synchronized (progress) {
      progress.notifyAll();
    }
  }

  private void readOn() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          clients.newConsumer("offshard-lineage-reader", FETCH_BYTES, POLL)) {
        follow(consumer);
        return;
      } catch (KafkaException e) {
        problem = "cannot be read: " + e;
        log.error("The lineage topic cannot be read; trying again", e);
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (RuntimeException | Error e) {
        problem = "the reader has failed: " + e;
        log.error("The lineage reader has failed; restart the process", e);
        return;
      }
    }
  }

  /** Ends when closing, or at a record that this version must not step over. */
  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(partition));
    if (view.next() == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, view.next());
    }
    while (!closing) {
      if (gone.getAsBoolean()) {
        problem = GONE;
        LockSupport.parkNanos(PAUSE.toNanos());
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> batch = consumer.poll(POLL).records(partition);
      LineageLog.Batch applied = content.apply(batch);
      LineageLog.Stop stop = applied.stop();
      if (stop != null) {
        problem = stop.reason();
        log.error("Lineage topic: {}", problem);
        publish(applied, stop.offset()); // all replicas show the same: what is before it
        return;
      }
      problem = null;
      // Past the last record there may be offsets without one, taken away by compaction.
      publish(applied, consumer.position(partition));
    }
  }

  /** The image first: whoever learns of a decision must find it there. */
  private void publish(LineageLog.Batch applied, long position) {
    if (position > view.next()) {
      synchronized (progress) {
        view = new View(applied.image(), position, applied.events());
        progress.notifyAll();
      }
    }
    applied.verdicts().forEach(this::decided);
    content.published(applied);
  }

  private void decided(String key, Verdict verdict) {
    CompletableFuture<Verdict> waiting = expected.get(key);
    if (waiting != null) {
      waiting.complete(verdict);
    }
  }

  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      return; // it is not there to be waited for when the start has failed before it
    }
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
