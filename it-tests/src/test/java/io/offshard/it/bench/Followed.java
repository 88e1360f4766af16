// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.fetch.FetchTails;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.Tails.Heard;
import io.offshard.it.server.StreamNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One record at a time, from a Kafka producer to somebody in this process who follows its
 * partition; no server is between them.
 */
final class Followed implements Side {
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  /** Somebody who follows the partition. */
  interface Follower extends AutoCloseable {
    /** Waits for the record at that offset and tells where the next one will be. */
    long hear(long offset) throws InterruptedException;

    @Override
    void close();
  }

  /** Makes a follower of a new partition. */
  interface Following {
    Follower of(Rig rig, String topic, Uuid id);
  }

  private final String topic = StreamNames.fresh("bench-followed");
  private final byte[] data = Payload.BYTES.blank();
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Follower follower;
  private long next;

  Followed(Rig rig, Following following) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", rig.bootstrapServers(), "linger.ms", 0);
    admin = Admin.create(settings);
    Uuid id = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).topicId(topic).get();
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    follower = following.of(rig, topic, id);
  }

  @Override
  public List<Step> steps() {
    return List.of(
        () -> {
          var _ = producer.send(new ProducerRecord<>(topic, 0, null, data));
          long heard = follower.hear(next);
          if (heard != next + 1) {
            throw new IllegalStateException("%d after %d".formatted(heard, next));
          }
          next = heard;
          return 1;
        });
  }

  @Override
  public void verify() {
    // Each record was looked at when it came.
  }

  @Override
  public void close() {
    follower.close();
    producer.close();
    try (admin) {
      admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Offshard's way. */
  static Follower tail(Rig rig, String topic, Uuid id) {
    KafkaClients clients =
        new KafkaClients(
            Map.of("bootstrap.servers", rig.bootstrapServers()), Map.of(), Map.of(), Map.of());
    FetchPartitionReader reader = new FetchPartitionReader(clients, 10, A_WHILE);
    FetchTails tails = new FetchTails(clients, reader, A_WHILE, 64 << 20);
    UUID uuid = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    Place place = new Place(topic, uuid, 0, 0);
    Tails.Feed feed = tails.follow(place);
    return new Follower() {
      @Override
      public long hear(long offset) throws InterruptedException {
        Batch batch = new Batch(List.of(), offset, offset);
        while (batch.records().isEmpty()) {
          batch =
              switch (feed.await(offset, A_WHILE)) {
                case Heard.Arrived(Batch arrived) -> arrived;
                case Heard.Missed() -> reader.read(place, offset, 1, 1 << 20);
                case Heard.Nothing(long end) -> throw new IllegalStateException("lost at " + end);
              };
        }
        return batch.next();
      }

      @Override
      public void close() {
        feed.close();
        tails.close();
        reader.close();
      }
    };
  }

  /** Kafka's own way. */
  static Follower consumer(Rig rig, String topic, Uuid id) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", rig.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return new Follower() {
      @Override
      public long hear(long offset) {
        while (consumer.position(partition) <= offset) {
          var _ = consumer.poll(A_WHILE);
        }
        return consumer.position(partition);
      }

      @Override
      public void close() {
        consumer.close();
      }
    };
  }
}
