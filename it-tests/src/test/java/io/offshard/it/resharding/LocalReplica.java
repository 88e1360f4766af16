// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import io.offshard.adapter.kafka.KafkaTopics;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.lineage.KafkaLineageStore;
import io.offshard.adapter.lineage.LineageTopic;
import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.adapter.service.PartitionWriter;
import io.offshard.adapter.service.PartitionWriter.Result.Written;
import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Lineage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * The core of a replica in this JVM, on a real Kafka, whose writes come late now and then: some
 * wait before they are sent, some after they were acknowledged.
 */
final class LocalReplica implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Replication ANY = new Replication(Optional.empty(), Optional.empty());

  private final KafkaCluster cluster;
  private final FetchPartitionReader reader;
  private final KafkaPartitionWriter kafka;
  private final PartitionWriter late;
  private final KafkaLineageStore store;
  private final PendingWork work;

  LocalReplica(String bootstrapServers, String lineageTopic) {
    KafkaClients clients =
        new KafkaClients(
            Map.of("bootstrap.servers", bootstrapServers), Map.of(), Map.of(), Map.of());
    this.cluster = new KafkaCluster(clients);
    this.reader = new FetchPartitionReader(clients, 1000, Duration.ofSeconds(5));
    this.kafka = new KafkaPartitionWriter(clients, 64 << 20, Duration.ofSeconds(8));
    this.late = new LateWriter(kafka, new Random());
    this.store =
        new KafkaLineageStore(clients, reader, lineageTopic, new Frontier(), new LoadMeter());
    store.start(LineageTopic.ensure(cluster, lineageTopic, ANY), LONG);
    this.work =
        new PendingWork(
            store,
            new KafkaTopics(cluster, ANY),
            kafka,
            Pause.SLEEP,
            Executors.newVirtualThreadPerTaskExecutor());
    work.start();
  }

  StreamLifecycle lifecycle() {
    return new StreamLifecycle(store, work, 1000, 0, false, UUID::randomUUID);
  }

  Resharder resharder() {
    return new Resharder(store, work, 1000, 100, Clock.systemUTC(), UUID::randomUUID);
  }

  RecordReader recordReader() {
    return new RecordReader(
        reader, store, new Frontier(), ShardQuotas.off(), Traffic.uncounted(), Clock.systemUTC());
  }

  Lineage stream(String name) {
    return store.latest().find(name).orElseThrow();
  }

  /**
   * Writes one record.
   *
   * @param seenBy what the writer sees of the lineage
   * @return where it is, if it was acknowledged
   */
  Optional<Placed> write(String name, String key, String text, UnaryOperator<LineageStore> seenBy) {
    LineageStore seen = seenBy.apply(store);
    RecordWriter writer =
        new RecordWriter(
            late,
            seen,
            new Frontier(),
            new LoadMeter(),
            ShardQuotas.off(),
            Traffic.uncounted(),
            KeyPlacement.MURMUR2,
            Duration.ofSeconds(8),
            false);
    try {
      Lineage stream = seen.confirmed().find(name).orElseThrow();
      Placed placed =
          writer.write(stream, List.of(NewRecord.of(key, null, UTF_8.encode(text)))).getFirst();
      return placed.result() instanceof Written ? Optional.of(placed) : Optional.empty();
    } catch (StreamFaultException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    work.close();
    kafka.close();
    store.close();
    reader.close();
    cluster.close();
  }
}
