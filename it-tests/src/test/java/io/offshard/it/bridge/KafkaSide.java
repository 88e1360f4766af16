// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.KafkaView;
import io.offshard.partitioner.KinesisPartitioner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's own clients, with the partitioner that places keys as Kinesis does. */
record KafkaSide(String bootstrapServers) implements Side {

  @Override
  public Seen write(String stream, @Nullable String key, String data) {
    try (KafkaProducer<String, String> producer = producer()) {
      Integer partition = key == null ? 0 : null;
      RecordMetadata at = producer.send(new ProducerRecord<>(stream, partition, key, data)).get();
      return new Seen(at.partition(), at.offset(), key, data);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "partitioner.class",
            KinesisPartitioner.class.getName()),
        new StringSerializer(),
        new StringSerializer());
  }

  @Override
  public List<Seen> read(String stream) {
    KafkaView view = new KafkaView(bootstrapServers, stream);
    return view.everything(partitions(stream)).stream()
        .filter(record -> record.value() != null) // a null marks the end of a shard
        .map(KafkaSide::seen)
        .toList();
  }

  int partitions(String stream) {
    try (KafkaProducer<String, String> producer = producer()) {
      return producer.partitionsFor(stream).size();
    }
  }

  private static Seen seen(ConsumerRecord<byte[], byte[]> record) {
    return new Seen(
        record.partition(),
        record.offset(),
        record.key() == null ? null : new String(record.key(), UTF_8),
        new String(record.value(), UTF_8));
  }

  @Override
  public Seen shown(Seen record) {
    return record;
  }

  @Override
  public String toString() {
    return "Kafka";
  }
}
