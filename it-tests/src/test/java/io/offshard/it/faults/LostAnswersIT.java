// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.LiveStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The broker has written and its answer is lost: the producer has to write again, and must not. */
final class LostAnswersIT {
  private static final String PRODUCER = "offshard-writer";
  private static final String BYTES_IN_FLIGHT = "offshard_write_bytes_in_flight";

  @TempDir static Path directory = Path.of("");
  private static FaultyKafka kafka;

  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  @BeforeAll
  static void start() {
    // On a busy machine the producer must have the time to write again.
    kafka = FaultyKafka.start(directory, Map.of("OFFSHARD_WRITE_DELIVERY_TIMEOUT", "40s"));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @AfterEach
  void pass() {
    kafka.proxy().onAnswers(answer -> answer);
  }

  /** Of the producer's answers from now on, one in {@code every} is lost, with its connection. */
  private void loseOneIn(int every) {
    kafka
        .proxy()
        .onAnswers(
            answer -> {
              if (!answer.isProducers(PRODUCER) || answers.incrementAndGet() % every != 0) {
                return answer;
              }
              lost.incrementAndGet();
              return null;
            });
  }

  @Test
  void aRecordWhoseAnswerIsLostIsThereOnceUnderTheNumberThatIsAnswered() {
    int puts = 15;
    LiveStream stream = LiveStream.create(kafka.kinesis(), 1);
    List<String> numbers = new ArrayList<>(List.of(stream.put(0, "n0").sequenceNumber()));
    loseOneIn(2);

    IntStream.range(1, puts).forEach(i -> numbers.add(stream.put(0, "n" + i).sequenceNumber()));

    assertThat(lost).hasValueGreaterThanOrEqualTo(puts - 2);
    List<Record> records = stream.readFrom(stream.iterator(0, TRIM_HORIZON));
    assertThat(records).extracting(Record::sequenceNumber).isEqualTo(numbers);
    assertThat(records)
        .extracting(record -> record.data().asUtf8String())
        .isEqualTo(IntStream.range(0, puts).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void manyWritersDoNotNoticeThatEveryThirdAnswerIsLost() {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 3);
    List<Writer> writers =
        Stream.concat(
                IntStream.range(0, 4).mapToObj(i -> Writer.ofBatches(stream)),
                IntStream.range(0, 4).mapToObj(i -> Writer.ofSingles(stream)))
            .toList();
    awaitFirst(writers);
    loseOneIn(3);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> lost.get() >= 30 && writers.stream().allMatch(w -> w.acknowledgedCount() > 10));
    writers.forEach(Writer::stop);

    assertThat(writers).allSatisfy(writer -> assertThat(writer.failures()).isEmpty());
    ReadBack.agrees(stream, writers);
  }

  /** From then on the producer knows who leads, which it waits for no longer than a second. */
  private static void awaitFirst(List<Writer> writers) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> writers.stream().allMatch(writer -> writer.acknowledgedCount() > 0));
  }

  @Test
  void theRecordsOfOneCallStayInOrderInEachShardWhenTheyAreWrittenAgain() {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 2);
    List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>());
    String filling = " ".repeat(10_000);
    for (int call = 0; call < 3; call++) {
      if (call == 1) {
        loseOneIn(3);
      }
      List<PutRecordsRequestEntry> entries = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String text = call + "/" + i;
        expected.get(i % 2).add(text);
        entries.add(entry(stream, i % 2, text + filling));
      }
      PutRecordsResponse answer =
          kafka.kinesis().putRecords(r -> r.streamName(stream.name()).records(entries));
      assertThat(answer.failedRecordCount()).isZero();
    }

    assertThat(lost).hasPositiveValue();
    for (int shard = 0; shard < 2; shard++) {
      assertThat(stream.texts(shard).stream().map(String::strip))
          .containsExactlyElementsOf(expected.get(shard));
    }
  }

  @Test
  void whereKafkaOnlyKnowsThatItIsADuplicateNoNumberIsInvented() {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 2);
    kafka
        .proxy()
        .onAnswers(
            answer ->
                answer.isProducers(PRODUCER)
                    ? answer.withEachPartition(
                        partition ->
                            partition
                                .setErrorCode(Errors.DUPLICATE_SEQUENCE_NUMBER.code())
                                .setBaseOffset(-1))
                    : answer);

    assertThatThrownBy(() -> stream.put(0, "single"))
        .isInstanceOfSatisfying(
            KinesisException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(500);
              assertThat(failure.awsErrorDetails().errorCode())
                  .isEqualTo("InternalFailureException");
            });
    PutRecordsResponse answer =
        kafka
            .kinesis()
            .putRecords(
                request ->
                    request
                        .streamName(stream.name())
                        .records(entry(stream, 0, "first"), entry(stream, 1, "second")));
    assertThat(answer.failedRecordCount()).isEqualTo(2);
    assertThat(answer.records())
        .extracting(PutRecordsResultEntry::errorCode)
        .containsExactly("InternalFailure", "InternalFailure");
    assertThat(answer.records())
        .extracting(PutRecordsResultEntry::sequenceNumber)
        .containsOnlyNulls();

    pass();
    stream.put(0, "after");
    assertThat(stream.texts(0)).containsExactly("single", "first", "after");
  }

  @Test
  void aBrokerThatIsKilledBeforeItsAnswersArriveHasNothingTwiceAfterwards() throws Exception {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 1);
    stream.put(0, "before");
    List<Future<PutRecordResponse>> puts = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      kafka.proxy().loseAnswers();
      for (int i = 0; i < 5; i++) {
        String text = "put " + i;
        double before = kafka.server().metric(BYTES_IN_FLIGHT);
        puts.add(callers.submit(() -> stream.put(0, text)));
        Awaitility.await().until(() -> kafka.server().metric(BYTES_IN_FLIGHT) > before);
      }
      kafka.broker().kill();
      kafka.proxy().pass();
      kafka.broker().restart();
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kafka.server().isReady() && kafka.server().metric(BYTES_IN_FLIGHT) == 0);
    List<Record> records = stream.readFrom(stream.iterator(0, TRIM_HORIZON));
    assertThat(records)
        .extracting(record -> record.data().asUtf8String())
        .startsWith("before", "put 0")
        .doesNotHaveDuplicates();
    assertThat(puts)
        .filteredOn(put -> put.state() == Future.State.SUCCESS)
        .allSatisfy(
            put ->
                assertThat(records)
                    .extracting(Record::sequenceNumber)
                    .contains(put.resultNow().sequenceNumber()));
  }

  private static PutRecordsRequestEntry entry(LiveStream stream, int shard, String text) {
    return PutRecordsRequestEntry.builder()
        .partitionKey("key")
        .explicitHashKey(stream.hashKeyOf(shard))
        .data(SdkBytes.fromString(text, UTF_8))
        .build();
  }
}
