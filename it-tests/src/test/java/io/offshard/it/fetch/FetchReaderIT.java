// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.it.broker.BrokerChoice;
import io.offshard.it.broker.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers as Kafka's own consumer gives. */
@TestInstance(Lifecycle.PER_CLASS)
class FetchReaderIT {
  private static final int MIB = 1 << 20;
  private static final Map<String, String> SMALL_SEGMENTS = Map.of("segment.bytes", "1048576");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private KafkaBroker broker;
  private Content content;
  private Twins twins;

  @BeforeAll
  void start(@TempDir Path directory) {
    System.out.println("Seed of the fetch tests: " + seed);
    broker = BrokerChoice.ofThisRun().start(directory);
    content = new Content(broker.bootstrapServers(), random);
    twins = new Twins(broker.bootstrapServers());
  }

  @AfterAll
  void stop() {
    twins.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void readsEveryCompression(String compression) throws Exception {
    String topic = "compressed-" + compression;
    Place place = content.create(topic, 1, SMALL_SEGMENTS).getFirst();
    content.plain(topic, 0, compression, 1_000);

    compareEverywhere(place, 1_000);
  }

  @Test
  void readsCommittedTransactionsOnly() throws Exception {
    Place place = content.create("transactions", 1, SMALL_SEGMENTS).getFirst();
    content.transactions("transactions", 0, 60);

    compareEverywhere(place, Math.toIntExact(twins.oracle().end(place)));
  }

  @Test
  void endsBeforeAnOpenTransaction() throws Exception {
    Place place = content.create("open", 1, Map.of()).getFirst();
    try (KafkaProducer<byte[], byte[]> producer =
        content.producer(Map.of("transactional.id", "open"))) {
      content.plain("open", 0, "none", 10);
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>("open", 0, null, new byte[5]));
      producer.flush();
      content.plain("open", 0, "none", 10);

      assertThat(twins.tested().end(place)).isEqualTo(10);
      assertThat(twins.tested().read(place, 10, 100, MIB)).isEqualTo(new Batch(List.of(), 10, 10));
      assertThat(Twins.drain(twins.tested(), place, 0, 100, MIB)).hasSize(10);
      producer.abortTransaction();
    }
    Awaitility.await().until(() -> twins.tested().end(place) == 22);
    assertThat(Twins.drain(twins.tested(), place, 0, 100, MIB)).hasSize(20);
  }

  @Test
  void stepsOverWhatCompactionRemoved() throws Exception {
    Map<String, String> settings =
        Map.of(
            "cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", "0.01",
            "segment.ms", "100");
    Place place = content.create("compacted", 1, settings).getFirst();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              try (KafkaProducer<byte[], byte[]> producer = content.producer(Map.of())) {
                for (int i = 0; i < 100; i++) {
                  var _ =
                      producer.send(
                          new ProducerRecord<>(
                              "compacted", 0, new byte[] {(byte) (i % 7)}, new byte[i]));
                }
              }
              return twins.tested().read(place, 0, 1, MIB).records().getFirst().offset() > 0;
            });

    compareEverywhere(place, Math.toIntExact(twins.oracle().end(place)));
  }

  @Test
  void findsOffsetsByTime() throws Exception {
    Place place = content.create("times", 1, Map.of()).getFirst();
    long start = System.currentTimeMillis() - 100_000;
    try (KafkaProducer<byte[], byte[]> producer = content.producer(Map.of())) {
      for (int i = 0; i < 100; i++) {
        var _ = producer.send(new ProducerRecord<>("times", 0, start + 10L * i, null, new byte[9]));
      }
    }
    for (int i = 0; i < 50; i++) {
      Instant instant = Instant.ofEpochMilli(start - 50 + random.nextInt(1_100));
      assertThat(twins.tested().offsetAt(place, instant))
          .isEqualTo(twins.oracle().offsetAt(place, instant));
    }
    assertThat(twins.tested().offsetAt(place, Instant.EPOCH)).hasValue(0);
    assertThat(twins.tested().offsetAt(place, Instant.ofEpochMilli(start + 991))).isEmpty();
    assertThat(twins.tested().end(place)).isEqualTo(100);
  }

  @Test
  void findsTheFirstRecordsOfManyPartitionsThatAreNewEnough() throws Exception {
    List<Place> places = content.create("firsts", 300, Map.of());
    long start = System.currentTimeMillis() - 100_000;
    try (KafkaProducer<byte[], byte[]> producer = content.producer(Map.of())) {
      for (int partition = 0; partition < 300; partition += 2) {
        for (int i = 0; i <= partition % 7; i++) {
          var _ =
              producer.send(
                  new ProducerRecord<>("firsts", partition, start + 10L * i, null, new byte[9]));
        }
      }
    }
    for (Instant oldest :
        List.of(Instant.MIN, Instant.ofEpochMilli(start + 15), Instant.ofEpochMilli(start + 99))) {
      assertThat(twins.tested().keptFrom(places, oldest))
          .isEqualTo(twins.oracle().keptFrom(places, oldest));
    }
  }

  @Test
  void readsFromTheFirstRetainedRecordAndNothingBeyondTheEnd() throws Exception {
    Place place = content.create("trimmed", 1, Map.of()).getFirst();
    content.plain("trimmed", 0, "none", 100);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition("trimmed", 0), RecordsToDelete.beforeOffset(40)))
          .all()
          .get();
    }
    assertThat(twins.tested().read(place, 3, 10, MIB).records().getFirst().offset()).isEqualTo(40);
    assertThat(twins.tested().read(place, 100, 10, MIB)).isEqualTo(new Batch(List.of(), 100, 100));
    assertThat(twins.tested().read(place, 500, 10, MIB)).isEqualTo(new Batch(List.of(), 500, 100));
    compareEverywhere(place, 120);
  }

  @Test
  void servesManyReadersOfBigBatchesAtOnce() throws Exception {
    List<Place> places = content.create("big", 8, Map.of("max.message.bytes", "12000000"));
    try (KafkaProducer<byte[], byte[]> producer =
        content.producer(Map.of("max.request.size", 12_000_000, "buffer.memory", 64L << 20))) {
      for (int i = 0; i < 64; i++) {
        int size = i == 20 ? 10_000_000 : random.nextInt(2_000_000);
        producer.send(new ProducerRecord<>("big", i % 8, null, new byte[size])).get();
      }
    }
    List<Future<List<Batch.Entry>>> readers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 24; i++) {
        Place place = places.get(i % 8);
        readers.add(
            threads.submit(
                () -> {
                  assertThat(twins.tested().end(place)).isEqualTo(8);
                  return Twins.drain(twins.tested(), place, 0, 3, MIB);
                }));
      }
    }
    for (int i = 0; i < readers.size(); i++) {
      assertThat(readers.get(i).get())
          .isEqualTo(Twins.drain(twins.oracle(), places.get(i % 8), 0, 1_000, 64 * MIB));
    }
  }

  private void compareEverywhere(Place place, int end) {
    assertThat(twins.tested().end(place)).isEqualTo(twins.oracle().end(place));
    for (int i = 0; i < 60; i++) {
      int maxRecords = random.nextInt(4) == 0 ? 10_000 : 1 + random.nextInt(50);
      twins.compare(place, random.nextInt(end), maxRecords, 1 + random.nextInt(MIB));
    }
    List<Batch.Entry> all = Twins.drain(twins.oracle(), place, 0, 10_000, 10 * MIB);
    assertThat(Twins.drain(twins.tested(), place, 0, 10_000, 10 * MIB)).isEqualTo(all);
    assertThat(Twins.drain(twins.tested(), place, 0, 7, 9_000)).isEqualTo(all);
  }
}
