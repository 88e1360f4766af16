// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.faults.Hammer;
import io.offshard.it.faults.ReadBack;
import io.offshard.it.faults.Writer;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * {@code offshard serve} with little memory while its Kafka is away and clients do not stop: errors
 * that SDKs repeat, no more memory than configured, and no restart needed after.
 */
final class BrokerOutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("long") ? 90 : 10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** SDKs repeat the first two by themselves; KPL and others repeat single records. */
  private static final List<String> AS_EXPECTED =
      List.of(
          "500 InternalFailureException",
          "400 ProvisionedThroughputExceededException",
          "record: InternalFailure",
          "record: ProvisionedThroughputExceededException");

  private static final Map<String, String> SMALL =
      Map.of(
          "OFFSHARD_JAVA_OPTS", "-Xmx96m",
          "OFFSHARD_API_IN_FLIGHT_BODY_BYTES", "24MiB",
          "OFFSHARD_WRITE_IN_FLIGHT_BYTES", "16MiB");

  @TempDir Path directory = Path.of("");

  @Test
  void callsFailInAWayThatIsRepeatedWhileTheBrokerIsAwayAndWorkAgainWhenItIsBack()
      throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers(), SMALL);
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      LiveStream large = LiveStream.create(kinesis, 2);
      List<Writer> writers =
          Stream.concat(
                  IntStream.range(0, 4).mapToObj(i -> Writer.ofBatches(stream)),
                  IntStream.range(0, 4).mapToObj(i -> Writer.ofSingles(stream)))
              .toList();
      try (Hammer hammer = hammer(kinesis, stream, large)) {
        Writer.awaitMore(writers);
        report("before", server, hammer);

        broker.kill();
        assertAway(server, hammer.with(1, "CreateStream", () -> create(kinesis)));
        broker.restart();
        awaitBack(server, writers);
        report("after", server, hammer);
        writers.forEach(Writer::stop);
      }
      ReadBack.agrees(stream, writers);
      assertThat(server.metric("offshard_write_bytes_in_flight")).isZero();
      assertThat(server.metric("offshard_http_bytes_in_flight")).isZero();
    }
  }

  private static void assertAway(OffshardProcess server, Hammer hammer) throws IOException {
    Awaitility.await("not ready").atMost(PATIENCE).until(() -> !server.isReady());
    // Calls that were under way when it went may have written a part; they are over after that.
    stillAliveAfter(PATIENCE, server);
    hammer.outcomes();
    stillAliveAfter(AWAY, server);
    assertThat(server.ask("/readyz").body()).contains("kafka: no broker answers");
    report("away", server, hammer)
        .forEach(
            (call, outcomes) -> assertThat(outcomes.keySet()).as(call).isSubsetOf(AS_EXPECTED));
  }

  private static void stillAliveAfter(Duration time, OffshardProcess server) {
    Awaitility.await()
        .pollDelay(time)
        .atMost(time.plus(PATIENCE))
        .until(() -> server.ask("/livez").statusCode() == 200);
  }

  private static void awaitBack(OffshardProcess server, List<Writer> writers) {
    long back = System.nanoTime();
    int acknowledged = acknowledged(writers);
    Awaitility.await().until(() -> acknowledged(writers) > acknowledged);
    double first = (System.nanoTime() - back) / 1e9;
    Awaitility.await("ready again").atMost(Duration.ofSeconds(60)).until(server::isReady);
    double ready = (System.nanoTime() - back) / 1e9;
    Writer.awaitMore(writers);
    System.out.printf(
        "broker outage: after its end first acknowledged in %.1f s, ready in %.1f s, all"
            + " writers at work in %.1f s%n",
        first, ready, (System.nanoTime() - back) / 1e9);
  }

  private static void create(KinesisClient kinesis) {
    kinesis.createStream(request -> request.streamName(StreamNames.fresh("new")).shardCount(1));
  }

  private static int acknowledged(List<Writer> writers) {
    return writers.stream().mapToInt(Writer::acknowledgedCount).sum();
  }

  private static Hammer hammer(KinesisClient kinesis, LiveStream stream, LiveStream large) {
    String start = stream.iterator(0, TRIM_HORIZON);
    return new Hammer()
        .with(6, "GetRecords", () -> stream.page(start))
        .with(2, "GetShardIterator", () -> stream.iterator(1, LATEST))
        .with(2, "DescribeStreamSummary", stream::summary)
        .with(2, "ListStreams", kinesis::listStreams)
        .with(8, "PutRecord of 1 MB", () -> large.put(0, "key", new byte[1_000_000]))
        .withOutcome(4, "PutRecords of 4 MB", () -> putMegabytes(large));
  }

  private static String putMegabytes(LiveStream stream) {
    PutRecordsRequestEntry one =
        PutRecordsRequestEntry.builder()
            .partitionKey("key")
            .data(SdkBytes.fromByteArray(new byte[1_000_000]))
            .build();
    List<PutRecordsResultEntry> results =
        stream
            .kinesis()
            .putRecords(r -> r.streamName(stream.name()).records(Collections.nCopies(4, one)))
            .records();
    return results.stream()
        .map(PutRecordsResultEntry::errorCode)
        .map(error -> error == null ? Hammer.OK : "record: " + error)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Prints what there is to know, and answers what came of the calls since the last report. */
  private static Map<String, Map<String, Integer>> report(
      String when, OffshardProcess server, Hammer hammer) throws IOException {
    String resident =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElse("");
    Map<String, Map<String, Integer>> outcomes = hammer.outcomes();
    System.out.printf(
        "broker outage, %s: heap %.0f MiB, %s, calls %s, slowest %s%n",
        when,
        server.metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20),
        resident.replaceAll("\\s+", " "),
        outcomes,
        hammer.longest());
    return outcomes;
  }
}
