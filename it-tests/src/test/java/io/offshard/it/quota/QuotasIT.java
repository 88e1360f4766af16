// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.quota.Load.Fate;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.yandex.YandexCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Clients that ask a shard for three times what it gives get what it gives. */
final class QuotasIT {
  private static final int MIB = 1 << 20;
  private static final Duration PACE = Duration.ofMillis(100);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OFFSHARD_QUOTAS_PROFILE",
          "aws",
          "OFFSHARD_QUOTAS_STREAMS",
          "[{stream: 'slow-*', in-records: 100}, {stream: 'free-*', in-records: 0, out-calls:"
              + " 0}]",
          "OFFSHARD_DIALECTS",
          "[kinesis, yandex]",
          "OFFSHARD_YANDEX_DATABASE",
          SharedServer.DATABASE);

  @TempDir private static Path directory;
  private static ProcessBroker broker;
  private static OffshardProcess server;
  private static KinesisClient kinesis;

  @BeforeAll
  static void start() {
    broker = ProcessBroker.start(directory.resolve("broker"));
    server = serve("one");
    kinesis = JavaClients.impatient(server.endpoint());
  }

  private static OffshardProcess serve(String name) {
    return OffshardProcess.serve(directory.resolve(name), broker.bootstrapServers(), ENVIRONMENT);
  }

  @AfterAll
  static void stop() {
    kinesis.close();
    server.close();
    broker.close();
  }

  private static LiveStream stream(String prefix) {
    return LiveStream.create(kinesis, StreamNames.fresh(prefix), 1, request -> {});
  }

  private static PutRecordsResponse put(KinesisClient by, String stream, int records, int bytes) {
    PutRecordsRequestEntry entry =
        PutRecordsRequestEntry.builder()
            .partitionKey("k")
            .data(SdkBytes.fromByteArray(new byte[bytes - 1]))
            .build();
    return by.putRecords(
        request -> request.streamName(stream).records(Collections.nCopies(records, entry)));
  }

  private static Fate write(KinesisClient by, String stream, int records, int bytes) {
    int failed = put(by, stream, records, bytes).failedRecordCount();
    return new Fate(records - failed, failed);
  }

  private static Fate writeByYandex(OffshardProcess to, String stream, int records) {
    String entries =
        IntStream.range(0, records)
            .mapToObj(_ -> "{\"PartitionKey\":\"k\",\"Data\":\"MTIz\"}")
            .collect(Collectors.joining(","));
    int failed =
        Integer.parseInt(
            new YandexCall(to.endpoint())
                .succeed(
                    "PutRecords",
                    "{\"StreamName\":\"%s\",\"Records\":[%s]}".formatted(stream, entries))
                .field("FailedRecordCount")
                .orElseThrow()
                .text());
    return new Fate(records - failed, failed);
  }

  @Test
  void whoWritesThreeTimesTheBytesGetsAMebibyteASecond() {
    LiveStream stream = stream("bytes");
    int size = 10 << 10;
    Load.Result got =
        Load.at(
            "bytes written, in records of 10 KiB",
            PACE,
            () -> write(kinesis, stream.name(), 3 * MIB / 10 / size, size));

    assertThat(got.perSecond() * size).isCloseTo(MIB, withPercentage(5));
    assertThat(got.all().refused()).isGreaterThan(got.all().given());
  }

  @Test
  void whoWritesThreeTimesTheRecordsGetsAThousandASecondAndTheOthersBackByName() {
    LiveStream stream = stream("records");
    AtomicLong given = new AtomicLong();
    double before = server.metric("offshard_records_throttled_total{dialect=\"kinesis\"");
    Load.Result got =
        Load.at(
            "records written",
            PACE,
            () -> {
              Fate fate = write(kinesis, stream.name(), 300, 20);
              given.addAndGet(fate.given());
              return fate;
            });

    assertThat(got.perSecond()).isCloseTo(1_000, withPercentage(5));
    assertThat(server.metric("offshard_records_throttled_total{dialect=\"kinesis\""))
        .isGreaterThanOrEqualTo(before + got.all().refused());
    String text =
        "Rate exceeded for shard shardId-000000000000 in stream %s under account 000000000000."
            .formatted(stream.name());
    PutRecordsResponse last = put(kinesis, stream.name(), 500, 20);
    assertThat(last.records().getLast())
        .satisfies(
            entry -> {
              assertThat(entry.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
              assertThat(entry.errorMessage()).isEqualTo(text);
            });
    assertThat(stream.texts(0))
        .as("what was given is there, and nothing else")
        .hasSize(Math.toIntExact(given.get() + 500 - last.failedRecordCount()));
  }

  @Test
  void whoReadsThreeTimesAsOftenGetsFiveCallsASecond() {
    LiveStream stream = stream("calls");
    stream.put(0, "one");
    String iterator = stream.iterator(0, ShardIteratorType.TRIM_HORIZON);
    Load.Result got =
        Load.at("calls of GetRecords", Duration.ofNanos(66_666_667), () -> read(stream, iterator));

    assertThat(got.perSecond()).isCloseTo(5, withPercentage(5));
    assertThatThrownBy(
            () -> {
              for (int call = 0; call < 10; call++) {
                stream.iterator(0, ShardIteratorType.LATEST);
              }
            })
        .isInstanceOf(ProvisionedThroughputExceededException.class)
        .hasMessageContaining("Rate exceeded for shard shardId-000000000000 in stream ");
  }

  private static Fate read(LiveStream stream, String iterator) {
    try {
      assertThat(stream.page(iterator).records()).hasSize(1);
      return new Fate(1, 0);
    } catch (ProvisionedThroughputExceededException e) {
      return new Fate(0, 1);
    }
  }

  @Test
  void writersOfKinesisAndOfYandexShareAShard() {
    LiveStream stream = stream("both");
    AtomicInteger turn = new AtomicInteger();
    long[] given = new long[2];
    Load.Result got =
        Load.at(
            "records written by two APIs",
            PACE,
            () -> {
              Fate sum = new Fate(0, 0);
              for (int i = 0; i < 2; i++) {
                int api = (turn.get() + i) % 2;
                Fate fate =
                    api == 0
                        ? write(kinesis, stream.name(), 150, 20)
                        : writeByYandex(server, stream.name(), 150);
                given[api] += fate.given();
                sum = sum.and(fate);
              }
              turn.incrementAndGet();
              return sum;
            });

    assertThat(got.perSecond()).isCloseTo(1_000, withPercentage(5));
    assertThat(given[0]).isCloseTo(given[1], withPercentage(25));
  }

  @Test
  void twoReplicasGiveTogetherWhatOneGives() {
    LiveStream stream = stream("replicas");
    try (OffshardProcess other = serve("other");
        KinesisClient second = JavaClients.impatient(other.endpoint())) {
      Awaitility.await()
          .until(
              () ->
                  server.metric("offshard_replicas") == 2
                      && other.metric("offshard_replicas") == 2);
      Load.Result got =
          Load.at(
              "records written by way of two replicas",
              PACE,
              () ->
                  write(kinesis, stream.name(), 150, 20)
                      .and(write(second, stream.name(), 150, 20)));

      assertThat(got.perSecond()).isCloseTo(1_000, withPercentage(5));
    }
    Awaitility.await().until(() -> server.metric("offshard_replicas") == 1);
  }

  @Test
  void whoAsksTooOftenForWhatIsNoRecordIsToldSo() {
    String stream = stream("calls").name();
    String arn =
        kinesis
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamARN();
    kinesis.describeLimits(request -> {});

    assertThatThrownBy(() -> kinesis.describeLimits(request -> {}))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("Rate exceeded under account 000000000000.");
    assertThatThrownBy(
            () -> {
              for (int call = 0; call < 20; call++) {
                kinesis.listStreamConsumers(request -> request.streamARN(arn));
              }
            })
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith(
            "Rate exceeded for stream %s under account 000000000000.".formatted(stream));
  }

  @Test
  void streamsHaveRatesOfTheirOwn() {
    LiveStream slow = stream("slow");
    LiveStream free = stream("free");

    assertThat(write(kinesis, slow.name(), 500, 20).given()).isBetween(100L, 150L);
    for (int call = 0; call < 6; call++) {
      assertThat(write(kinesis, free.name(), 500, 20)).isEqualTo(new Fate(500, 0));
      assertThat(free.iterator(0, ShardIteratorType.LATEST)).isNotEmpty();
    }
  }
}
