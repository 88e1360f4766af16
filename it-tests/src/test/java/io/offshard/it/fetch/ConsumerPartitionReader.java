// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions with a fixed number of Kafka consumers, each lent to one read at a time: what it
 * answers is what Kafka's own client says. It goes by topic names only.
 */
final class ConsumerPartitionReader implements PartitionReader, AutoCloseable {
  private final Admin admin;
  private final Duration timeout;
  private final List<KafkaConsumer<byte[], byte[]>> consumers = new ArrayList<>();
  private final BlockingQueue<KafkaConsumer<byte[], byte[]>> idle;

  /**
   * A reader.
   *
   * @param cluster answers questions about offsets; the caller owns it
   * @param count how many reads there may be at once
   * @param fetchBytes what one fetch aims at
   * @param timeout how long a read may wait, for a consumer and then for Kafka
   */
  ConsumerPartitionReader(
      KafkaClients clients, KafkaCluster cluster, int count, int fetchBytes, Duration timeout) {
    this.admin = cluster.admin();
    this.timeout = timeout;
    this.idle = new ArrayBlockingQueue<>(count, true);
    for (int i = 0; i < count; i++) {
      consumers.add(clients.newConsumer("offshard-reader-" + i, fetchBytes, Duration.ZERO));
    }
    idle.addAll(consumers);
  }

  @Override
  public Batch read(Place place, long offset, int maxRecords, int maxBytes) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    KafkaConsumer<byte[], byte[]> consumer = borrow();
    try {
      return new ConsumerRead(consumer, partition, timeout).from(offset, maxRecords, maxBytes);
    } catch (KafkaException e) {
      throw Answers.unavailable(e);
    } finally {
      // What a consumer knows of a partition's end must not outlive the read.
      consumer.assign(List.of());
      idle.add(consumer);
    }
  }

  private KafkaConsumer<byte[], byte[]> borrow() {
    try {
      KafkaConsumer<byte[], byte[]> consumer = idle.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (consumer == null) {
        throw new StreamFaultException(new Overloaded());
      }
      return consumer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  @Override
  public List<Long> keptFrom(List<Place> places, Instant oldest) {
    return places.stream().map(place -> keptFrom(place, oldest)).toList();
  }

  private long keptFrom(Place place, Instant oldest) {
    return oldest.isAfter(Instant.EPOCH)
        ? offsetAt(place, oldest).orElseGet(() -> end(place))
        : offset(place, OffsetSpec.earliest());
  }

  @Override
  public long end(Place place) {
    return offset(place, OffsetSpec.latest());
  }

  @Override
  public OptionalLong offsetAt(Place place, Instant instant) {
    long found = offset(place, OffsetSpec.forTimestamp(instant.toEpochMilli()));
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private long offset(Place place, OffsetSpec which) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    ListOffsetsOptions committed =
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)
            .timeoutMs(Math.toIntExact(timeout.toMillis()));
    return admin
        .listOffsets(Map.of(partition, which), committed)
        .partitionResult(partition)
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .offset();
  }

  /** Ends the reads that are still under way; they fail. */
  @Override
  public void close() {
    consumers.forEach(KafkaConsumer::wakeup);
    try {
      for (int i = 0; i < consumers.size(); i++) {
        // One that is not given back in time is left: a consumer in use cannot be closed.
        KafkaConsumer<byte[], byte[]> consumer = idle.poll(1, TimeUnit.SECONDS);
        if (consumer != null) {
          consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
