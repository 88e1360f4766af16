// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lineage topic on a thread of its own and keeps the image. A record that nobody could
 * have written is stepped over and counted; one of a newer version stops the reader, since to guess
 * at a decision is worse than to stop.
 */
final class LineageReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineageReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FETCH_BYTES = 1 << 20;

  private final KafkaClients clients;
  private final TopicPartition partition;
  private final Thread thread;

  /** Opens also when the reader has ended: then there is a problem. */
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  private final Map<String, CompletableFuture<Lineages.Step>> expected = new ConcurrentHashMap<>();
  private final AtomicLong malformed = new AtomicLong();
  private volatile Lineages image = Lineages.EMPTY;
  private volatile @Nullable String problem = "the log has not been read yet";
  private volatile boolean closing;
  private volatile boolean ended;

  /** Guards {@link #next}, which only the reader thread moves on. */
  private final Object progress = new Object();

  private long next;

  LineageReader(KafkaClients clients, String topic) {
    this.clients = clients;
    this.partition = new TopicPartition(topic, 0);
    this.thread = Thread.ofPlatform().daemon().name("offshard-lineage-reader").unstarted(this::run);
  }

  void start(Duration within) {
    thread.start();
    try {
      boolean _ = caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFaultException(new Unavailable("interrupted"), e);
    }
    String reason = problem;
    if (reason != null) {
      throw new StreamFaultException(new Unavailable(partition + ": " + reason));
    }
  }

  Lineages image() {
    return image;
  }

  long malformed() {
    return malformed.get();
  }

  @Nullable String problem() {
    return problem;
  }

  /**
   * Waits until everything below that offset has been applied.
   *
   * @return whether that was so in time
   */
  boolean await(long offset, long deadlineNanos) throws InterruptedException {
    synchronized (progress) {
      while (next < offset) {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        progress.wait(millis);
      }
      return true;
    }
  }

  private void moveOn(long offset) {
    synchronized (progress) {
      next = offset;
      progress.notifyAll();
    }
  }

  /** The step that the record with that key will be; asked for before it is written. */
  CompletableFuture<Lineages.Step> expect(String key) {
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
    caughtUp.countDown();
    StreamFaultException failure =
        new StreamFaultException(new Unavailable(partition + ": " + problem));
    expected.values().forEach(waiting -> waiting.completeExceptionally(failure));
  }

  /** Whether it has stopped reading for good; {@link #problem} says why. */
  boolean ended() {
    return ended;
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
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
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
    if (next == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, next);
    }
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL).records(partition)) {
        if (!applied(entry)) {
          return;
        }
        moveOn(entry.offset() + 1);
      }
      // Past the last record there may be offsets without one, taken away by compaction.
      long position = consumer.position(partition);
      if (position > next) {
        moveOn(position);
      }
      if (position >= end) {
        problem = null;
        caughtUp.countDown();
      }
    }
  }

  private boolean applied(ConsumerRecord<byte[], byte[]> entry) {
    return switch (LineageCodec.decode(entry.value())) {
      case Decoded.Known known -> apply(entry, known.event());
      case Decoded.Malformed bad -> {
        log.error(
            "Lineage record at offset {} is not one: {} ({} so far)",
            entry.offset(),
            bad.problem(),
            malformed.incrementAndGet());
        yield true;
      }
      case Decoded.Newer newer -> {
        problem =
            "the record at offset %d is of format level %d, this version knows %d: upgrade"
                .formatted(entry.offset(), newer.level(), LineageCodec.LEVEL);
        log.error("Lineage topic: {}", problem);
        yield false;
      }
    };
  }

  private boolean apply(ConsumerRecord<byte[], byte[]> entry, LineageEvent event) {
    Lineages.Step step = image.apply(event, Instant.ofEpochMilli(entry.timestamp()));
    image = step.image();
    byte[] key = entry.key();
    CompletableFuture<Lineages.Step> waiting =
        key == null ? null : expected.get(new String(key, UTF_8));
    if (waiting != null) {
      waiting.complete(step);
    }
    return true;
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
