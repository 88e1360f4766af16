// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.lineage.KafkaLineageStore;
import io.offshard.adapter.lineage.LineageTopic;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LogRecord;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A lineage topic, which replicas can be started on and records be put into. */
final class Deployment implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final KafkaClients clients;
  private final KafkaCluster cluster;
  private final String topic;
  private final UUID topicId;
  private final FetchPartitionReader log;
  private final KafkaProducer<byte[], byte[]> producer;

  Deployment(String bootstrapServers, String topic) {
    this.clients =
        new KafkaClients(
            Map.of("bootstrap.servers", bootstrapServers), Map.of(), Map.of(), Map.of());
    this.cluster = new KafkaCluster(clients);
    this.topic = topic;
    this.log = new FetchPartitionReader(clients, 1000, Duration.ofSeconds(5));
    this.topicId =
        LineageTopic.ensure(cluster, topic, new Replication(Optional.empty(), Optional.empty()));
    this.producer = clients.newProducer("history", LONG, LONG, 64 << 20);
  }

  /** A replica that has read the log. */
  KafkaLineageStore replica() {
    KafkaLineageStore store =
        new KafkaLineageStore(clients, log, topic, new Frontier(), new LoadMeter());
    store.start(topicId, LONG);
    return store;
  }

  void write(LineageEvent event) {
    write(LineageCodec.key(event, UUID.randomUUID()), event);
  }

  void write(Heartbeat beat) {
    write(LineageCodec.key(beat.replica()), beat);
  }

  private void write(String key, LogRecord content) {
    var _ =
        producer.send(
            new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), LineageCodec.encode(content)));
  }

  /** All that was written is in the log. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    log.close();
    cluster.close();
  }
}
