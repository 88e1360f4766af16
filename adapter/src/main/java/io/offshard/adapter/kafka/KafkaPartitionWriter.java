// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.offshard.adapter.service.PartitionWriter;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes through one idempotent producer, shared by all who write as the same user of Kafka. Bytes
 * under way are counted before they are handed over, so that the producer never makes a caller wait
 * for room: a call that does not fit is throttled whole.
 */
public final class KafkaPartitionWriter implements PartitionWriter, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaPartitionWriter.class);

  /** A follower that hangs holds acknowledgements back too: repeats would be many and in vain. */
  private static final Duration REQUEST = Duration.ofSeconds(5);

  private static final byte[] NOTHING = {};

  /** For batches that are not full, so that the budget is what binds. */
  private static final long ROOM = 64L << 20;

  /** The same of one user among many. */
  private static final long SMALL_ROOM = 16L << 20;

  /** What a record takes in memory beside its key and value, until it is acknowledged. */
  static final int OVERHEAD_BYTES = 512;

  private final KafkaProducer<byte[], byte[]> producer;
  private final ByteBudget budget;
  private final LongAdder refused;
  private final Duration deliveryTimeout;

  /**
   * A writer.
   *
   * @param inFlightBytes of keys, values and overhead that may be unacknowledged at once
   * @param deliveryTimeout after which an unacknowledged record is in doubt
   */
  public KafkaPartitionWriter(KafkaClients clients, long inFlightBytes, Duration deliveryTimeout) {
    this(clients, new ByteBudget(inFlightBytes), new LongAdder(), ROOM, deliveryTimeout);
  }

  private KafkaPartitionWriter(
      KafkaClients clients,
      ByteBudget budget,
      LongAdder refused,
      long room,
      Duration deliveryTimeout) {
    this.producer =
        clients.newProducer("offshard-writer", REQUEST, deliveryTimeout, 2 * budget.limit() + room);
    this.budget = budget;
    this.refused = refused;
    this.deliveryTimeout = deliveryTimeout;
  }

  /**
   * A writer with a producer of its own, whose bytes under way and refused calls count here too.
   *
   * @param inFlightBytes how many of them it may take
   */
  public KafkaPartitionWriter beside(KafkaClients clients, long inFlightBytes) {
    return new KafkaPartitionWriter(
        clients, budget.part(inFlightBytes), refused, SMALL_ROOM, deliveryTimeout);
  }

  @Override
  public List<Result> append(List<Outgoing> records) {
    long bytes = records.stream().mapToLong(one -> one.bytes() + OVERHEAD_BYTES).sum();
    if (!budget.tryAcquire(bytes)) {
      refused.increment();
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
    Map<OptionalInt, List<Header>> headers = new HashMap<>();
    int sent = 0;
    // A producer that does not know the topic's leaders waits for them, in every send: one such
    // wait is enough.
    while (sent < results.length && (sent == 0 || !(results[sent - 1] instanceof Result.Failed))) {
      Outgoing one = records.get(sent);
      List<Header> shard =
          headers.computeIfAbsent(one.ordinal(), KafkaPartitionWriter::shardHeader);
      send(kafkaRecord(one, withInfo(shard, one.clientInfo())), sent, results, open);
      sent++;
    }
    for (int i = sent; i < results.length; i++) {
      results[i] = new Result.Failed("not sent, as one before it failed at once");
      open.countDown();
    }
    try {
      open.await(); // ends by the delivery time-out
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Collections.nCopies(results.length, new Result.InDoubt("interrupted"));
    }
    List<Result> all = Arrays.asList(results);
    warnOfFailures(all);
    return all;
  }

  private void send(
      ProducerRecord<byte[], byte[]> one, int place, Result[] results, CountDownLatch open) {
    Thread sender = Thread.currentThread();
    try {
      Future<RecordMetadata> _ =
          producer.send(
              one,
              (metadata, failure) -> {
                // The producer tells of what it has not even taken before it comes back.
                results[place] =
                    failure != null && Thread.currentThread().equals(sender)
                        ? new Result.Failed(failure.toString())
                        : result(metadata, failure);
                open.countDown();
              });
    } catch (KafkaException | IllegalStateException e) {
      results[place] = new Result.Failed(e.toString());
      open.countDown();
    }
  }

  private static List<Header> shardHeader(OptionalInt ordinal) {
    return ordinal.isPresent()
        ? List.of(
            new RecordHeader(Envelope.SHARD_HEADER, Envelope.encodeOrdinal(ordinal.getAsInt())))
        : List.of();
  }

  private static List<Header> withInfo(List<Header> shard, @Nullable ByteBuffer clientInfo) {
    if (clientInfo == null) {
      return shard;
    }
    List<Header> both = new ArrayList<>(shard);
    both.add(new RecordHeader(Envelope.CLIENT_INFO_HEADER, bytes(clientInfo)));
    return both;
  }

  @Override
  public Map<Integer, Long> seal(String topic, Map<Integer, Integer> ordinals, UUID op) {
    byte[] key = op.toString().getBytes(UTF_8); // compacted topics take none without one
    List<Integer> partitions = List.copyOf(ordinals.keySet());
    Result[] results = new Result[partitions.size()];
    CountDownLatch open = new CountDownLatch(results.length);
    for (int i = 0; i < results.length; i++) {
      int partition = partitions.get(i);
      byte[] ordinal = Envelope.encodeOrdinal(requireNonNull(ordinals.get(partition)));
      List<Header> headers =
          List.of(
              new RecordHeader(Envelope.SHARD_HEADER, ordinal),
              new RecordHeader(Envelope.SEAL_HEADER, NOTHING));
      send(new ProducerRecord<>(topic, partition, key, null, headers), i, results, open);
    }
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
    warnOfFailures(Arrays.asList(results));
    Map<Integer, Long> offsets = new HashMap<>();
    for (int i = 0; i < results.length; i++) {
      if (results[i] instanceof Result.Written written) {
        offsets.put(partitions.get(i), written.offset());
      }
    }
    return offsets;
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(Outgoing out, List<Header> headers) {
    ByteBuffer key = out.key();
    return new ProducerRecord<>(
        out.topic(), out.partition(), key == null ? null : bytes(key), bytes(out.value()), headers);
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
      return new Result.InDoubt(failure.toString());
    }
    // Without an offset it was a duplicate of a write whose answer was lost: written, but nobody
    // knows where.
    return metadata != null && metadata.hasOffset()
        ? new Result.Written(metadata.offset(), metadata.timestamp())
        : new Result.InDoubt("Kafka gave no offset");
  }

  /** Once for all: in an outage every record of every call fails. */
  private static void warnOfFailures(List<Result> results) {
    List<String> reasons = new ArrayList<>();
    for (Result result : results) {
      switch (result) {
        case Result.Failed(String reason) -> reasons.add(reason);
        case Result.InDoubt(String reason) -> reasons.add(reason);
        case Result.Written _, Result.Throttled _ -> {}
      }
    }
    if (!reasons.isEmpty()) {
      log.warn(
          "{} of {} records were not acknowledged: {}",
          reasons.size(),
          results.size(),
          reasons.getFirst());
    }
  }

  /** Calls that were refused since the start, as too many bytes were under way. */
  public long refused() {
    return refused.sum();
  }

  /**
   * One of the producer's own metrics, for example {@code request-latency-avg}; not a number while
   * it has none.
   */
  public double told(String name) {
    for (Metric each : producer.metrics().values()) {
      if (each.metricName().group().equals("producer-metrics")
          && each.metricName().name().equals(name)
          && each.metricValue() instanceof Double value) {
        return value;
      }
    }
    return Double.NaN;
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
