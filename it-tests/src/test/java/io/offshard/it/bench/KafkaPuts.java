// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.it.server.StreamNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The same records through one shared KafkaProducer: each caller sends its batch and waits for all
 * of it.
 */
final class KafkaPuts implements Side {

  private final Rig rig;
  private final String topic = StreamNames.fresh("bench-raw");
  private final int shards;
  private final Ledger ledger = new Ledger();
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Step> steps = new ArrayList<>();

  KafkaPuts(Rig rig, int batch, int callers, int shards) throws Exception {
    this.rig = rig;
    this.shards = shards;
    admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, rig.bootstrapServers()));
    admin.createTopics(List.of(new NewTopic(topic, shards, (short) 1))).all().get();
    producer =
        new KafkaProducer<>(settings(rig), new ByteArraySerializer(), new ByteArraySerializer());
    for (int i = 0; i < callers; i++) {
      steps.add(caller(ledger.writer(), batch));
    }
  }

  private static Map<String, Object> settings(Rig rig) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        rig.bootstrapServers(),
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.BATCH_SIZE_CONFIG,
        131_072);
  }

  private Step caller(Ledger.Writer writer, int batch) {
    byte[][] keys = Ledger.keys(writer.id());
    byte[] data = Payload.BYTES.blank();
    List<Future<RecordMetadata>> sent = new ArrayList<>(batch);
    return () -> {
      sent.clear();
      for (int i = 0; i < batch; i++) {
        long number = writer.written() + i;
        // The producer copies the bytes before send() returns, so one array will do.
        Payload.BYTES.stamp(data, 0, writer.id(), number);
        byte[] key = keys[(int) (number % Ledger.KEYS)];
        sent.add(producer.send(new ProducerRecord<>(topic, key, data)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      writer.add(batch);
      return batch;
    };
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public void verify() {
    KafkaLog.verify(rig, topic, shards, ledger);
  }

  @Override
  public void close() {
    producer.close();
    try (admin) {
      admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture().join();
    }
  }
}
