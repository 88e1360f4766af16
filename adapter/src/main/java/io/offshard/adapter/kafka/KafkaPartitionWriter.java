// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import io.offshard.adapter.service.PartitionWriter;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes through one shared idempotent producer. Bytes under way are counted before they are handed
 * over, so that the producer never makes a caller wait for room: a call that does not fit is
 * throttled whole.
 */
public final class KafkaPartitionWriter implements PartitionWriter, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaPartitionWriter.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ByteBudget budget;

  /**
   * A writer.
   *
   * @param inFlightBytes keys and values that may be unacknowledged at once
   * @param deliveryTimeout after which an unacknowledged record is in doubt
   */
  public KafkaPartitionWriter(KafkaClients clients, long inFlightBytes, Duration deliveryTimeout) {
    this.producer =
        clients.newProducer("offshard-writer", deliveryTimeout, bufferBytes(inFlightBytes));
    this.budget = new ByteBudget(inFlightBytes);
  }

  /** Room for batches that are not full, so that the budget is what binds. */
  private static long bufferBytes(long inFlightBytes) {
    return 2 * inFlightBytes + (64L << 20);
  }

  @Override
  public List<Result> append(List<Outgoing> records) {
    long bytes = records.stream().mapToLong(Outgoing::bytes).sum();
    if (!budget.tryAcquire(bytes)) {
      return Collections.nCopies(records.size(), new Result.Throttled());
    }
    try {
      return send(records);
    } finally {
      budget.release(bytes);
    }
  }

  private List<Result> send(List<Outgoing> records) {
    Result[] results = new Result[records.size()];
    CountDownLatch open = new CountDownLatch(records.size());
    Result notSent = null;
    for (int i = 0; i < results.length; i++) {
      int place = i;
      if (notSent != null) {
        results[place] = notSent;
        open.countDown();
        continue;
      }
      try {
        Future<RecordMetadata> sent =
            producer.send(
                kafkaRecord(records.get(i)),
                (metadata, failure) -> {
                  results[place] = result(metadata, failure);
                  open.countDown();
                });
        // Kafka does not know the topic, or does not answer: each further record would wait too.
        notSent = sent.isDone() && timedOut(sent) ? results[place] : null;
      } catch (KafkaException | IllegalStateException e) {
        results[place] = inDoubt(e);
        open.countDown();
      }
    }
    try {
      open.await(); // ends by the delivery time-out
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Collections.nCopies(results.length, new Result.InDoubt("interrupted"));
    }
    return Arrays.asList(results);
  }

  private static boolean timedOut(Future<RecordMetadata> sent) {
    return sent.state() == Future.State.FAILED && sent.exceptionNow() instanceof TimeoutException;
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(Outgoing out) {
    Header shard = new RecordHeader(Envelope.SHARD_HEADER, Envelope.encodeOrdinal(out.ordinal()));
    return new ProducerRecord<>(
        out.topic(), out.partition(), bytes(out.key()), bytes(out.value()), List.of(shard));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    boolean whole =
        buffer.hasArray()
            && buffer.arrayOffset() == 0
            && buffer.array().length == buffer.remaining();
    if (whole) {
      return buffer.array();
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  private static Result result(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    if (failure != null) {
      return inDoubt(failure);
    }
    // Without an offset it was a duplicate of a write whose answer was lost: written, but nobody
    // knows where.
    return metadata != null && metadata.hasOffset()
        ? new Result.Written(metadata.offset(), metadata.timestamp())
        : new Result.InDoubt("Kafka gave no offset");
  }

  private static Result inDoubt(Exception failure) {
    log.warn("A record was not acknowledged: {}", failure.toString());
    return new Result.InDoubt(failure.toString());
  }

  /** Bytes that are under way now. */
  public long bytesInFlight() {
    return budget.used();
  }

  /** Waits some seconds for what is under way. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
