// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.client.LiveStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** What one process holds for Kafka is bounded, and one stream's trouble is not another's. */
final class WriteBoundsIT {
  private static final String BYTES_IN_FLIGHT = "offshard_write_bytes_in_flight";
  private static final int MEGABYTE = 1_000_000;

  @TempDir static Path directory = Path.of("");
  private static FaultyKafka kafka;

  @BeforeAll
  static void start() {
    kafka =
        FaultyKafka.start(
            directory,
            Map.of(
                "OFFSHARD_WRITE_IN_FLIGHT_BYTES",
                "16MiB",
                "OFFSHARD_WRITE_DELIVERY_TIMEOUT",
                "5s"));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatDoesNotFitIsThrottledAtOnceAndTheRestIsWritten() throws Exception {
    LiveStream stream = LiveStream.create(kafka.kinesis(), 2);
    kafka.proxy().freeze();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PutRecordsResponse>> full =
          IntStream.range(0, 2)
              .mapToObj(i -> callers.submit(() -> putMegabytes(stream, 8)))
              .toList();
      Awaitility.await().until(() -> kafka.server().metric(BYTES_IN_FLIGHT) >= 16 * MEGABYTE);

      assertThatThrownBy(() -> stream.put(1, "key", new byte[MEGABYTE]))
          .isInstanceOf(ProvisionedThroughputExceededException.class);
      assertThat(putMegabytes(stream, 2).records())
          .extracting(PutRecordsResultEntry::errorCode)
          .containsExactlyElementsOf(
              Collections.nCopies(2, "ProvisionedThroughputExceededException"));
      assertThat(full).noneMatch(Future::isDone);

      kafka.proxy().pass();
      for (Future<PutRecordsResponse> call : full) {
        assertThat(call.get().failedRecordCount()).isZero();
      }
    }
    stream.put(1, "key", new byte[MEGABYTE]);
    assertThat(kafka.server().metric(BYTES_IN_FLIGHT)).isZero();
  }

  @Test
  void aStreamWhoseTopicIsGoneHoldsUpNoOther() throws Exception {
    LiveStream gone = LiveStream.create(kafka.kinesis(), 2);
    LiveStream fine = LiveStream.create(kafka.kinesis(), 2);
    gone.put(0, "before");
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", kafka.broker().bootstrapServers()))) {
      admin.deleteTopics(List.of(gone.name())).all().get();
    }
    List<Writer> failing = IntStream.range(0, 20).mapToObj(i -> Writer.ofBatches(gone)).toList();
    List<Writer> writing = List.of(Writer.ofBatches(fine), Writer.ofSingles(fine));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> failing.stream().noneMatch(writer -> writer.failures().isEmpty()));
    Stream.concat(writing.stream(), failing.stream()).forEach(Writer::close);

    assertThat(writing)
        .allSatisfy(
            writer -> {
              assertThat(writer.failures()).isEmpty();
              assertThat(writer.longestCall()).isLessThan(Duration.ofSeconds(5));
            });
    assertThat(failing).allSatisfy(writer -> assertThat(writer.acknowledged()).isEmpty());
    ReadBack.agrees(fine, writing);
    assertThat(kafka.server().metric(BYTES_IN_FLIGHT)).isZero();
  }

  private static PutRecordsResponse putMegabytes(LiveStream stream, int count) {
    PutRecordsRequestEntry one =
        PutRecordsRequestEntry.builder()
            .partitionKey("key")
            .explicitHashKey(stream.hashKeyOf(1))
            .data(SdkBytes.fromByteArray(new byte[MEGABYTE]))
            .build();
    return kafka
        .kinesis()
        .putRecords(
            request -> request.streamName(stream.name()).records(Collections.nCopies(count, one)));
  }
}
