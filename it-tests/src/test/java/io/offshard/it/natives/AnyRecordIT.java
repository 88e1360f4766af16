// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.cluster.Loop;
import io.offshard.it.fetch.Content;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.envelope.Envelope;
import io.offshard.mapping.sequence.SequenceNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Whatever Kafka's own producers write is read through the API just as Kafka's own consumer reads
 * it.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class AnyRecordIT {
  private static final Map<String, String> EXPOSING =
      Map.of("OFFSHARD_STREAMS_EXPOSE", "['any-*']", "OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private ProcessBroker broker;
  private OffshardProcess server;
  private KinesisClient kinesis;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    server =
        OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers(), EXPOSING);
    kinesis = JavaClients.sync(server.endpoint());
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
    broker.close();
  }

  private OwnedTopic topic(int partitions, Map<String, String> settings) {
    String name = StreamNames.fresh("any");
    return OwnedTopic.create(broker.bootstrapServers(), name, partitions, settings);
  }

  private LiveStream adopted(OwnedTopic topic, int partitions) {
    LiveStream stream = new LiveStream(kinesis, topic.name(), partitions);
    Awaitility.await("adoption")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ResourceNotFoundException.class)
        .until(() -> stream.summary().openShardCount() == partitions);
    return stream;
  }

  /** Exactly what the consumer reads, in its order, as the API can say it. */
  private void assertSame(OwnedTopic topic, int partitions) {
    LiveStream stream = adopted(topic, partitions);
    for (int partition = 0; partition < partitions; partition++) {
      List<ConsumerRecord<byte[], byte[]>> expected = topic.read(partition);
      List<Record> found =
          stream.readFrom(stream.iterator(partition, ShardIteratorType.TRIM_HORIZON));
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        assertSame(partition, found.get(i), expected.get(i));
      }
    }
  }

  private static void assertSame(
      int partition, Record found, ConsumerRecord<byte[], byte[]> expected) {
    byte[] value = expected.value() == null ? new byte[0] : expected.value();
    Instant stamp = Instant.ofEpochMilli(expected.timestamp());
    assertThat(found.data().asByteArrayUnsafe()).isEqualTo(value);
    assertThat(found.partitionKey())
        .isEqualTo(Envelope.partitionKeyText(expected.key(), partition))
        .satisfies(key -> assertThat(key.codePointCount(0, key.length())).isBetween(1, 256));
    assertThat(found.approximateArrivalTimestamp()).isEqualTo(stamp.isAfter(LAST) ? LAST : stamp);
    assertThat(SequenceNumber.parse(found.sequenceNumber()).orElseThrow().offsetAt())
        .isEqualTo(expected.offset());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void recordsOfAnyCompressionAndTransactionsThatWereAborted(String compression) {
    OwnedTopic topic = topic(2, Map.of());
    Content content = new Content(broker.bootstrapServers(), new Random(compression.hashCode()));
    content.plain(topic.name(), 0, compression, 300);
    content.transactions(topic.name(), 1, 20);
    content.plain(topic.name(), 1, compression, 100);

    assertSame(topic, 2);
  }

  @Test
  void keysAndValuesAndStampsOfEveryKind() {
    OwnedTopic topic =
        topic(1, Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
    byte[] text = "käse".getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
      for (byte @Nullable [] key :
          new byte @Nullable [][] {
            null,
            new byte[0],
            text,
            {(byte) 0xff, 0, 1},
            "k".repeat(256).getBytes(UTF_8),
            "k".repeat(257).getBytes(UTF_8),
            "ü".repeat(256).getBytes(UTF_8),
            new byte[5000]
          }) {
        send(producer, topic, 1_000L, key, text);
        send(producer, topic, 2_000L, key, null);
      }
      for (long stamp :
          new long[] {
            0,
            1,
            5_000_000_000_000L,
            LAST.toEpochMilli(),
            LAST.toEpochMilli() + 1,
            3,
            Long.MAX_VALUE
          }) {
        send(producer, topic, stamp, text, new byte[0]);
      }
    }

    assertSame(topic, 1);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      OwnedTopic topic,
      long stamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    var _ = producer.send(new ProducerRecord<>(topic.name(), 0, stamp, key, value));
  }

  @Test
  void aRecordLargerThanTheApiTakesIsGivenWhole() {
    OwnedTopic topic = topic(1, Map.of("max.message.bytes", Integer.toString(20 << 20)));
    byte[] large = new byte[12 << 20];
    new Random(7).nextBytes(large);
    try (KafkaProducer<byte[], byte[]> producer =
        topic.producer(Map.of("max.request.size", 20 << 20))) {
      send(producer, topic, 1, "k".getBytes(UTF_8), "before".getBytes(UTF_8));
      send(producer, topic, 2, "k".getBytes(UTF_8), large);
      send(producer, topic, 3, "k".getBytes(UTF_8), "after".getBytes(UTF_8));
    }

    assertSame(topic, 1);
  }

  @Test
  void whatCompactionHasLeft() {
    OwnedTopic topic =
        topic(
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", Integer.toString(1 << 20),
                "min.cleanable.dirty.ratio", "0.01",
                "delete.retention.ms", "0"));
    byte[] filling = new byte[20_000];
    try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of("linger.ms", 0))) {
      for (int i = 0; i < 500; i++) {
        byte[] key = ("k" + i % 7).getBytes(UTF_8);
        send(producer, topic, i, key, i % 50 == 0 ? null : filling);
      }
    }
    Awaitility.await("compaction").atMost(PATIENCE).until(() -> topic.read(0).size() < 400);

    assertSame(topic, 1);
    assertThat(adopted(topic, 1).summary().retentionPeriodHours()).isEqualTo(8760);
  }

  @Test
  void recordsOfOneKeyAreInOnePartitionWhoeverWritesThem() {
    OwnedTopic topic = topic(5, Map.of());
    LiveStream stream = adopted(topic, 5);
    List<PutRecordResponse> acknowledged = new ArrayList<>();
    AtomicInteger puts = new AtomicInteger();
    AtomicInteger sends = new AtomicInteger();
    try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
      Loop client =
          Loop.start(
              "client",
              () -> {
                int number = puts.getAndIncrement();
                acknowledged.add(
                    kinesis.putRecord(
                        request ->
                            request
                                .streamName(topic.name())
                                .partitionKey("key" + number % 30)
                                .data(SdkBytes.fromUtf8String("api %06d".formatted(number)))));
              });
      Loop owner =
          Loop.start(
              "owner",
              () -> {
                int number = sends.getAndIncrement();
                byte[] key = ("key" + number % 30).getBytes(UTF_8);
                byte[] value = "own %06d".formatted(number).getBytes(UTF_8);
                var _ = producer.send(new ProducerRecord<>(topic.name(), key, value));
              });
      Awaitility.await("traffic")
          .atMost(PATIENCE)
          .until(() -> puts.get() > 150 && sends.get() > 150);
      client.join();
      owner.join();
    }

    assertSame(topic, 5);
    List<ConsumerRecord<byte[], byte[]>> all =
        Stream.iterate(0, p -> p < 5, p -> p + 1).flatMap(p -> topic.read(p).stream()).toList();
    assertThat(all).hasSize(puts.get() + sends.get()).allSatisfy(AnyRecordIT::assertNoHeader);
    for (int key = 0; key < 30; key++) {
      String each = "key" + key;
      List<ConsumerRecord<byte[], byte[]>> ofKey =
          all.stream().filter(record -> each.equals(new String(record.key(), UTF_8))).toList();
      assertThat(ofKey.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
      for (String writer : List.of("api", "own")) {
        assertThat(
                ofKey.stream()
                    .map(record -> new String(record.value(), UTF_8))
                    .filter(text -> text.startsWith(writer)))
            .isSorted()
            .isNotEmpty();
      }
    }
    assertThat(acknowledged)
        .allSatisfy(
            put ->
                assertThat(
                        stream
                            .page(
                                stream.iterator(
                                    Integer.parseInt(put.shardId().substring(8)),
                                    ShardIteratorType.AT_SEQUENCE_NUMBER,
                                    at -> at.startingSequenceNumber(put.sequenceNumber())))
                            .records()
                            .getFirst()
                            .sequenceNumber())
                    .isEqualTo(put.sequenceNumber()));
  }

  private static void assertNoHeader(ConsumerRecord<byte[], byte[]> record) {
    assertThat(record.headers()).isEmpty();
    assertThat(Objects.requireNonNull(record.value())).isNotEmpty();
  }

  @Test
  void aRecordThatTheTopicWouldNotTakeIsRefusedWithTheTextOfTheService() {
    OwnedTopic topic = topic(1, Map.of("max.message.bytes", "10000"));
    adopted(topic, 1);

    PutRecordResponse fits = put(topic, 10_000 - 96 - 1);
    assertThat(fits.shardId()).isEqualTo(LiveStream.shardId(0));
    assertThatThrownBy(() -> put(topic, 10_000 - 96)).hasMessageContaining("9904");
  }

  private PutRecordResponse put(OwnedTopic topic, int bytes) {
    byte[] data = new byte[bytes];
    new Random(3).nextBytes(data);
    return kinesis.putRecord(
        request ->
            request.streamName(topic.name()).partitionKey("k").data(SdkBytes.fromByteArray(data)));
  }
}
