// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.LiveStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** Connections to the broker live, and nothing comes back through them. */
final class FrozenBrokerIT {
  /** More than enough: after ten seconds the clients give up, and say so themselves. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long it stays frozen when every writer has met an error. */
  private static final Duration MORE = Duration.ofSeconds(Boolean.getBoolean("long") ? 40 : 0);

  @TempDir static Path directory = Path.of("");
  private static FaultyKafka kafka;

  @BeforeAll
  static void start() {
    kafka = FaultyKafka.start(directory, Map.of());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @AfterEach
  void pass() {
    kafka.proxy().pass();
  }

  @Test
  void everyCallIsAnsweredInTimeAndAfterwardsAllGoesOnByItself() throws Exception {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 3);
    String iterator = stream.iterator(0, TRIM_HORIZON);
    List<Writer> writers = Writer.ofBoth(stream, 4, 6);
    Writer.awaitMore(writers);

    kafka.proxy().freeze();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> calls =
          Stream.<Runnable>of(
                  () -> answered(kafka.kinesis()::listStreams),
                  () -> answered(stream::summary),
                  () -> answered(() -> stream.page(iterator)),
                  () -> answered(() -> stream.iterator(1, TRIM_HORIZON)))
              .map(others::submit)
              .toList();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> writers.stream().noneMatch(writer -> writer.failures().isEmpty()));
      assertThat(kafka.server().ask("/livez").statusCode()).isEqualTo(200);
      assertThat(kafka.server().ask("/readyz").statusCode()).isEqualTo(503);
      assertThat(kafka.server().ask("/readyz").body()).contains("kafka: ");
      for (Future<?> call : calls) {
        call.get();
      }
    }

    Awaitility.await().pollDelay(MORE).atMost(MORE.plus(PATIENCE)).until(() -> true);
    kafka.proxy().pass();
    long thawed = System.nanoTime();
    Writer.awaitMore(writers);
    Duration recovery = Duration.ofNanos(System.nanoTime() - thawed);
    writers.forEach(Writer::stop);
    Writer.assertFailedForAWhileOnly(writers);
    ReadBack.agrees(stream, writers);
    assertThat(kafka.server().metric("offshard_write_bytes_in_flight")).isZero();
    Awaitility.await().until(kafka.server()::isReady);
    System.out.printf("frozen broker: every writer acknowledged %s after it%n", recovery);
  }

  @Test
  void aRecordIsWrittenOnceOverANetworkThatWorksOneWayForAWhile() throws Exception {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 1);
    stream.put(0, "before");
    kafka.proxy().loseAnswers();
    try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PutRecordResponse> put = caller.submit(() -> stream.put(0, "once"));
      // The first attempt is in the log before the network works again.
      Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> !put.isDone());
      kafka.proxy().pass();
      assertThat(stream.readFrom(stream.iterator(0, TRIM_HORIZON)).getLast().sequenceNumber())
          .isEqualTo(put.get().sequenceNumber());
    }
    assertThat(stream.texts(0)).containsExactly("before", "once");
  }

  /** Makes a call that may be refused, by the server. */
  private static void answered(Runnable call) {
    try {
      call.run();
    } catch (KinesisException refused) {
      assertThat(refused.statusCode()).isEqualTo(500);
    }
  }
}
