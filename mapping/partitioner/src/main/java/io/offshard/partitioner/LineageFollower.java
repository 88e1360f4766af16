// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lineage topic on a thread of its own for as long as it is not closed. Thread-safe. */
final class LineageFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineageFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final TopicPartition place;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LineageView view = new LineageView();
  private final Thread thread;
  private final Object changed = new Object();
  private volatile Map<String, OpenShards> streams = Map.of();

  /** How many looks at the end of the topic were asked for, and have been answered. */
  private long asked;

  private long answered;
  private volatile boolean closed;

  /**
   * Begins to read.
   *
   * @param settings of the consumer, apart from those that it has to have
   */
  LineageFollower(String topic, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "earliest");
    all.put("allow.auto.create.topics", false);
    all.put("isolation.level", "read_uncommitted");
    this.place = new TopicPartition(topic, 0);
    this.consumer =
        new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = new Thread(this::run, "offshard-lineage-follower");
    thread.setDaemon(true);
    thread.start();
  }

  /** The open shards of a stream as far as known; null when there is no such stream. */
  @Nullable OpenShards find(String stream) {
    return streams.get(stream);
  }

  /**
   * Waits until all that is in the topic now has been read.
   *
   * @throws TimeoutException when that takes longer
   */
  void catchUp(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    synchronized (changed) {
      long mine = ++asked;
      consumer.wakeup();
      try {
        while (answered < mine) {
          long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
          if (left <= 0 || closed) {
            throw new TimeoutException("the topic " + place.topic() + " could not be read in time");
          }
          changed.wait(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptException(e);
      }
    }
  }

  private void run() {
    try (consumer) {
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      while (!closed) {
        try {
          turn();
        } catch (WakeupException e) {
          // Somebody waits, or it is the end.
        } catch (KafkaException e) {
          log.warn("The topic {} cannot be read; trying again", place.topic(), e);
          pause();
        }
      }
    } catch (LineageView.NewerFormat e) {
      log.error(
          "{}: stays with the shards that it knows; a later version is needed", e.getMessage());
    } finally {
      closed = true;
      synchronized (changed) {
        changed.notifyAll();
      }
    }
  }

  private void turn() {
    long question;
    synchronized (changed) {
      question = asked;
    }
    if (question > answered) {
      Long end = consumer.endOffsets(List.of(place)).get(place);
      while (end != null && consumer.position(place) < end) {
        read();
      }
      synchronized (changed) {
        answered = question;
        changed.notifyAll();
      }
    } else {
      read();
    }
  }

  private void read() {
    boolean any = false;
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
      byte[] key = each.key();
      view.apply(each.offset(), key == null ? null : new String(key, UTF_8), each.value());
      any = true;
    }
    if (any) {
      streams = view.streams();
    }
  }

  /** Only after a failure, so that who refuses is not asked without end; nobody waits for it. */
  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    synchronized (changed) {
      changed.notifyAll();
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
