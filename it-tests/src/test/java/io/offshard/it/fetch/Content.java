// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.mapping.envelope.Envelope;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills topics with whatever a partition can hold. */
public final class Content {
  private final String bootstrapServers;
  private final Random random;

  /** Of topics on that Kafka, the same for the same seed. */
  public Content(String bootstrapServers, Random random) {
    this.bootstrapServers = bootstrapServers;
    this.random = random;
  }

  /** The partitions of the new topic, in order. */
  List<Place> create(String topic, int partitions, Map<String, String> settings) throws Exception {
    return create(topic, partitions, 1, settings);
  }

  List<Place> create(String topic, int partitions, int copies, Map<String, String> settings)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Uuid id =
          admin
              .createTopics(
                  List.of(new NewTopic(topic, partitions, (short) copies).configs(settings)))
              .topicId(topic)
              .get();
      UUID uuid = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
      return IntStream.range(0, partitions).mapToObj(i -> new Place(topic, uuid, i, i)).toList();
    }
  }

  /** Makes the broker hold back what each client reads beyond so many bytes a second. */
  void limitReaders(double rate) throws Exception {
    ClientQuotaEntity everyone =
        new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
    Op limit = new Op("consumer_byte_rate", rate);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .alterClientQuotas(List.of(new ClientQuotaAlteration(everyone, List.of(limit))))
          .all()
          .get();
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Batches of all sizes in one compression. */
  public void plain(String topic, int partition, String compression, int count) {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("compression.type", compression, "linger.ms", 5, "batch.size", 16_000))) {
      for (int i = 0; i < count; i++) {
        var _ = producer.send(record(topic, partition));
        if (random.nextInt(10) == 0) {
          producer.flush();
        }
      }
    }
  }

  /** Transactions of two producers woven into one another, every third one aborted, some empty. */
  public void transactions(String topic, int partition, int count) {
    Map<String, Object> other = Map.of("transactional.id", topic + partition + "b");
    try (KafkaProducer<byte[], byte[]> first =
            producer(Map.of("transactional.id", topic + partition + "a"));
        KafkaProducer<byte[], byte[]> second = producer(other)) {
      first.initTransactions();
      second.initTransactions();
      for (int i = 0; i < count; i++) {
        first.beginTransaction();
        second.beginTransaction();
        for (int records = random.nextInt(8); records > 0; records--) {
          var _ = (random.nextBoolean() ? first : second).send(record(topic, partition));
          first.flush();
          second.flush();
        }
        end(first);
        end(second);
      }
    }
  }

  private void end(KafkaProducer<byte[], byte[]> producer) {
    if (random.nextInt(3) == 0) {
      producer.abortTransaction();
    } else {
      producer.commitTransaction();
    }
  }

  private ProducerRecord<byte[], byte[]> record(String topic, int partition) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, key(), bytes(random.nextInt(3_000)));
    if (random.nextInt(4) == 0) {
      record.headers().add("foreign", bytes(random.nextInt(20)));
    }
    if (random.nextInt(3) == 0) {
      record
          .headers()
          .add(new RecordHeader(Envelope.SHARD_HEADER, Envelope.encodeOrdinal(random.nextInt(9))));
    }
    if (random.nextInt(9) == 0) {
      record.headers().add(Envelope.SEAL_HEADER, new byte[0]);
    }
    return record;
  }

  private byte @Nullable [] key() {
    return random.nextInt(5) == 0 ? null : ("key" + random.nextInt(50)).getBytes(UTF_8);
  }

  /** Null now and then. */
  private byte @Nullable [] bytes(int size) {
    if (size % 11 == 0) {
      return null;
    }
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
