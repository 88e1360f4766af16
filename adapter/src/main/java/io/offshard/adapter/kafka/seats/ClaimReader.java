// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.mapping.subscription.ClaimRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log of claims on a thread of its own. */
final class ClaimReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClaimReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 1 << 20;

  private final KafkaClients clients;
  private final TopicPartition partition;
  private final ClaimBoard board;
  private final long end;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;
  private long next;
  private volatile boolean closing;

  /**
   * Reads from the beginning.
   *
   * @param end of the log at this moment
   */
  ClaimReader(KafkaClients clients, String topic, ClaimBoard board, long end) {
    this.clients = clients;
    this.partition = new TopicPartition(topic, 0);
    this.board = board;
    this.end = end;
    this.thread = Thread.ofPlatform().daemon().name("offshard-claim-reader").start(this::run);
  }

  /** Waits until all has been read that there was in the beginning. */
  boolean awaitCaughtUp(Duration time) throws InterruptedException {
    return caughtUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          clients.newConsumer("offshard-claim-reader", FETCH_BYTES, POLL)) {
        follow(consumer);
      } catch (OffsetOutOfRangeException e) {
        next = 0; // all that is there now came later than what was read
      } catch (KafkaException e) {
        log.error("The topic {} cannot be read; trying again", partition.topic(), e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(partition));
    if (next == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, next);
    }
    while (!closing) {
      boolean fresh = caughtUp.getCount() == 0;
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL).records(partition)) {
        apply(each, fresh);
      }
      next = consumer.position(partition);
      if (next >= end) {
        caughtUp.countDown();
      }
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> each, boolean fresh) {
    if (each.key() != null && each.value() != null) {
      Optional<ClaimRecord> content = ClaimRecord.parse(new String(each.value(), UTF_8));
      content.ifPresent(
          record -> board.apply(new String(each.key(), UTF_8), record, each.timestamp(), fresh));
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
