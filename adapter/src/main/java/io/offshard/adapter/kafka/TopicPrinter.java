// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic as any Kafka consumer does, one line of text per record. What the Kinesis Producer
 * Library has packed into one record has a line for each that is in it.
 */
public final class TopicPrinter {
  private TopicPrinter() {}

  /**
   * Reads from the beginning, and goes on for ever.
   *
   * @param broker host and port
   * @param out takes the lines; a heading comes first
   * @throws IllegalStateException with one line for the user when there is no such topic, or Kafka
   *     cannot be read
   */
  public static void print(String broker, String topic, Consumer<String> out) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker,
            "allow.auto.create.topics",
            false,
            "isolation.level",
            "read_committed",
            "default.api.timeout.ms",
            10_000);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("there is no topic " + topic + " on " + broker);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      out.accept("partition\toffset\ttimestamp\tkey\tvalue");
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> lines(record).forEach(out));
      }
    } catch (KafkaException e) {
      throw new IllegalStateException(
          "cannot read from Kafka on " + broker + ": " + e.getMessage(), e);
    }
  }

  static List<String> lines(ConsumerRecord<String, byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return List.of(line(record, record.key(), null));
    }
    return AggregatedRecord.read(ByteBuffer.wrap(value))
        .map(packed -> packed.records().stream().map(each -> line(record, each)).toList())
        .orElseGet(() -> List.of(line(record, record.key(), new String(value, UTF_8))));
  }

  private static String line(ConsumerRecord<?, ?> record, UserRecord packed) {
    return line(record, packed.partitionKey(), UTF_8.decode(packed.data()).toString());
  }

  private static String line(
      ConsumerRecord<?, ?> record, @Nullable String key, @Nullable String value) {
    return "%d\t%d\t%s\t%s\t%s"
        .formatted(
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()),
            key,
            value);
  }
}
