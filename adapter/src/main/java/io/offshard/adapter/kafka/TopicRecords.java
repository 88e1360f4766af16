// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads a topic as any Kafka consumer does. */
public final class TopicRecords {
  private static final int FETCH_BYTES = 1 << 20;
  private static final Duration WAIT = Duration.ofMillis(500);

  /**
   * One record, or one of several that the Kinesis Producer Library has packed into one.
   *
   * @param time when Kafka got it, or its producer made it, as the topic has it
   * @param key null where there is none
   * @param value null where the key is deleted
   */
  public record Seen(
      int partition,
      long offset,
      Instant time,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value) {}

  private TopicRecords() {}

  /**
   * Reads from the beginning, and goes on until nobody wants more.
   *
   * @param wanted takes a record, or null when there is none at the moment; answers whether more
   *     are wanted
   * @throws IllegalStateException with one line for the user when there is no such topic, or Kafka
   *     cannot be read
   */
  public static void read(KafkaClients clients, String topic, Predicate<@Nullable Seen> wanted) {
    String brokers = clients.common().get("bootstrap.servers");
    clients.requireKafka();
    try (var consumer = clients.newConsumer("offshard-consume", FETCH_BYTES, WAIT)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("there is no topic " + topic + " on " + brokers);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (wanted.test(null)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (!unpacked(record).stream().allMatch(wanted)) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw new IllegalStateException(
          "cannot read from Kafka on " + brokers + ": " + e.getMessage(), e);
    }
  }

  static List<Seen> unpacked(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    byte @Nullable [] key = record.key();
    if (value == null) {
      return List.of(seen(record, key == null ? null : ByteBuffer.wrap(key), null));
    }
    return AggregatedRecord.read(ByteBuffer.wrap(value))
        .map(packed -> packed.records().stream().map(each -> seen(record, each)).toList())
        .orElseGet(
            () ->
                List.of(
                    seen(
                        record,
                        key == null ? null : ByteBuffer.wrap(key),
                        ByteBuffer.wrap(value))));
  }

  private static Seen seen(ConsumerRecord<?, ?> record, UserRecord packed) {
    return seen(record, UTF_8.encode(packed.partitionKey()), packed.data());
  }

  private static Seen seen(
      ConsumerRecord<?, ?> record, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    return new Seen(
        record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), key, value);
  }
}
