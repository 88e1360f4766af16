// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.LocalBroker;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLineageStoreTest {
  private static final String TOPIC = "__log";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration NEVER_BY_ITSELF = Duration.ofHours(1);
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final Abort EVENT = new Abort(new UUID(1, 2), "test");

  @Test
  void stepsOverWhatIsNoEventAndRefusesAtOnceAfterANewerOne(@TempDir Path dataDir)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir);
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      UUID topicId = LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      try (KafkaLineageStore store =
              new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter());
          KafkaProducer<byte[], byte[]> other =
              broker.clients().newProducer("other", LONG, LONG, 1 << 20)) {
        store.start(topicId, LONG);
        other.send(new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "{".getBytes(UTF_8))).get();
        assertThat(store.append(EVENT)).isEqualTo(Verdict.NOT_PENDING);
        assertThat(store.malformed()).isOne();

        other
            .send(
                new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "{\"level\":99}".getBytes(UTF_8)))
            .get();
        Awaitility.await().until(() -> store.problem() != null);
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.append(EVENT))
            .isInstanceOf(StreamFaultException.class)
            .hasMessageContaining("is of format level 99")
            .hasMessageNotContaining("Unavailable[");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  /** A broker would make the topic as it makes others, and not as a log of events. */
  @Test
  void whoseStartHasFailedDoesNotNameTheTopic(@TempDir Path dataDir) throws Exception {
    try (LocalBroker broker =
            LocalBroker.start(dataDir, Map.of("auto.create.topics.enable", "true"));
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter()).close();

      assertThat(broker.cluster().admin().listTopics().names().get()).doesNotContain(TOPIC);
    }
  }

  @Test
  void whatStandsBeforeARecordOfANewerVersionIsShown(@TempDir Path dataDir) throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir);
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      UUID topicId = LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      try (KafkaLineageStore store =
              new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter());
          LineageWriter writer = new LineageWriter(broker.clients(), TOPIC);
          KafkaProducer<byte[], byte[]> other =
              broker.clients().newProducer("other", LONG, LONG, 1 << 20)) {
        append(writer, new Prepare(new UUID(2, 2), new Create("before", 1, SETTINGS))).get();
        other
            .send(
                new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "{\"level\":99}".getBytes(UTF_8)))
            .get();

        assertThatThrownBy(() -> store.start(topicId, LONG)).hasMessageContaining("level 99");
        assertThat(store.current().find("before")).isPresent(); // both came in one batch
      }
    }
  }

  @Test
  void aLogThatWasDeletedIsNoLackOfStreamsAndAnotherOfItsNameIsNotRead(@TempDir Path dataDir)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir);
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      UUID topicId = LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      try (KafkaLineageStore store =
          new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter())) {
        store.start(topicId, LONG);
        broker.cluster().admin().deleteTopics(List.of(TOPIC)).all().get();
        Awaitility.await()
            .atMost(LONG)
            .until(() -> String.valueOf(store.problem()).contains("has been deleted"));

        LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
        assertThatThrownBy(store::latest)
            .isInstanceOfSatisfying(
                StreamFaultException.class,
                e -> assertThat(e.fault()).isInstanceOf(Unavailable.class));
        assertThatThrownBy(() -> store.append(EVENT)).hasMessageContaining("has been deleted");
        assertThat(store.problem()).contains("has been deleted");
      }
    }
  }

  @Test
  void aReplicaThatStartsFromASnapshotHasTheSameImage(@TempDir Path dataDir) throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir);
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      UUID topicId = LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      List<Lineage> expected;
      try (KafkaLineageStore store =
              new KafkaLineageStore(
                  broker.clients(), log, TOPIC, new Frontier(), new LoadMeter(), NEVER_BY_ITSELF);
          LineageWriter writer = new LineageWriter(broker.clients(), TOPIC)) {
        store.start(topicId, LONG);
        for (int i = 0; i < LogKeeper.EVENTS; i++) {
          UUID id = new UUID(2, i);
          Create create = new Create("s" + i % 400, 2, SETTINGS); // most names are taken
          CompletableFuture<Long> _ = append(writer, new Prepare(id, create));
          append(writer, new Commit(id, new Created(id))).get();
        }
        Awaitility.await().until(() -> store.eventsSinceSnapshot() == 2L * LogKeeper.EVENTS);
        expected = List.copyOf(store.latest().all());
        store.keepShort();
        Awaitility.await().until(() -> store.eventsSinceSnapshot() == 0);
        assertThat(store.superseded()).isEqualTo(2 * LogKeeper.EVENTS);
        store.keepShort();
        Awaitility.await().until(() -> store.superseded() == 0);
        assertThat(store.current().all()).containsExactlyElementsOf(expected);
      }
      try (KafkaLineageStore late =
          new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter())) {
        late.start(topicId, LONG);
        assertThat(late.current().all()).hasSize(400).containsExactlyElementsOf(expected);
        assertThat(late.eventsSinceSnapshot()).isZero();
        assertThat(late.replicas()).isOne(); // the other one said that it left
      }
    }
  }

  @Test
  void whatAnOlderReplicaCouldNotReadIsNotWritten(@TempDir Path dataDir) throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir);
        FetchPartitionReader log = new FetchPartitionReader(broker.clients(), 10, LONG)) {
      UUID topicId = LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      try (KafkaLineageStore store =
              new KafkaLineageStore(broker.clients(), log, TOPIC, new Frontier(), new LoadMeter());
          LineageWriter older = new LineageWriter(broker.clients(), TOPIC)) {
        store.start(topicId, LONG);
        UUID id = new UUID(3, 3);
        older
            .append(LineageCodec.key(id), new Heartbeat(id, 0, 0, 0, false, List.of(), List.of()))
            .get();
        Awaitility.await().until(() -> store.replicas() == 2);

        assertThatThrownBy(() -> store.append(EVENT)).hasMessageContaining("older version");
        assertThat(store.drained(0)).isFalse(); // it has not read so far
        older
            .append(LineageCodec.key(id), new Heartbeat(id, 1, 0, 0, true, List.of(), List.of()))
            .get();
        Awaitility.await().until(() -> store.replicas() == 1);
        assertThat(store.append(EVENT)).isEqualTo(Verdict.NOT_PENDING);
        Awaitility.await().until(() -> store.drained(0)); // by its own next heartbeat
      }
    }
  }

  private static CompletableFuture<Long> append(LineageWriter writer, LineageEvent event) {
    return writer.append(LineageCodec.key(event, UUID.randomUUID()), event);
  }

  @Test
  void givesUpBeforeAnSdkDoes() {
    KafkaClients nobody =
        new KafkaClients(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            Map.of("max.block.ms", "100"),
            Map.of(),
            Map.of());
    try (FetchPartitionReader log = new FetchPartitionReader(nobody, 10, LONG);
        KafkaLineageStore store =
            new KafkaLineageStore(nobody, log, TOPIC, new Frontier(), new LoadMeter())) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> store.append(EVENT)).isInstanceOf(StreamFaultException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }
}
