// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The same stream as any Kafka consumer sees it: value = data, key = partition key, one small
 * header.
 */
public final class KafkaView {

  private final String bootstrapServers;
  private final String topic;

  /** Looks at that topic. */
  public KafkaView(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * Partition i of a stream that was never resharded holds exactly the records of shard i, in the
   * same order.
   */
  void showsTheSameRecords(int shards, Map<String, List<Transcript.Got>> readByShard) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      for (int i = 0; i < shards; i++) {
        String shard = "shardId-%012d".formatted(i);
        assertSame(i, readByShard.getOrDefault(shard, List.of()), partition(consumer, i));
      }
    }
  }

  /** All that stands in so many partitions, one after the other. */
  public List<ConsumerRecord<byte[], byte[]>> everything(int partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return IntStream.range(0, partitions)
          .mapToObj(number -> partition(consumer, number))
          .flatMap(List::stream)
          .toList();
    }
  }

  private static void assertSame(
      int shard, List<Transcript.Got> want, List<ConsumerRecord<byte[], byte[]>> got) {
    assertThat(got).as("records of partition %d", shard).hasSameSizeAs(want);
    byte[] ordinal = ByteBuffer.allocate(4).putInt(shard).array();
    for (int i = 0; i < want.size(); i++) {
      ConsumerRecord<byte[], byte[]> record = got.get(i);
      assertThat(record.value()).isEqualTo(want.get(i).data().asByteArray());
      assertThat(record.key()).isEqualTo(want.get(i).key().getBytes(UTF_8));
      assertThat(record.headers().toArray()).hasSize(1);
      assertThat(Objects.requireNonNull(record.headers().lastHeader("offshard-shard")).value())
          .isEqualTo(ordinal);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> partition(
      KafkaConsumer<byte[], byte[]> consumer, int number) {
    TopicPartition partition = new TopicPartition(topic, number);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (consumer.position(partition) < end) {
      consumer.poll(Duration.ofSeconds(5)).forEach(records::add);
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
