// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.SecureServer;
import io.offshard.it.cluster.Loop;
import io.offshard.it.flink.FlinkJob.Given;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.resharding.Resharder;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A job reads a stream that is written and split meanwhile. */
@TestInstance(Lifecycle.PER_CLASS)
final class FlinkIT {
  private static final int SHARDS = 2;
  private static final int KEYS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So short that subscriptions end of themselves, too, and the source begins new ones. */
  private static final Map<String, String> SHORT = Map.of("OFFSHARD_SUBSCRIPTIONS_LIFE", "2s");

  private final Path directory = Project.emptyBuildDirectory("flink");
  private SecureServer server;
  private KinesisClient kinesis;

  @BeforeAll
  void start() throws IOException {
    server =
        new SecureServer(
            directory.resolve("server"), SharedServer.broker().bootstrapServers(), SHORT);
    kinesis = JavaClients.impatient(server.clearEndpoint());
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
  }

  record Way(Publisher publisher, boolean secure) {
    @Override
    public String toString() {
      return publisher + (secure ? " over TLS" : " in clear");
    }
  }

  static Stream<Way> ways() {
    Stream<Way> usual = Stream.of(new Way(Publisher.POLLING, false), new Way(Publisher.EFO, true));
    Stream<Way> more = Stream.of(new Way(Publisher.POLLING, true), new Way(Publisher.EFO, false));
    return Boolean.getBoolean("long") ? Stream.concat(usual, more) : usual;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @Timeout(120)
  void aJobIsGivenEachRecordOnceThroughASplit(Way way) throws IOException {
    String stream = LiveStream.create(kinesis, SHARDS).name();
    KeyedWriter writer =
        new KeyedWriter(
            stream,
            List.of(kinesis),
            IntStream.range(0, KEYS).mapToObj(key -> "kéy-" + key).toList());
    int before = server.output().length();
    try (FlinkJob job = job(stream, way)) {
      Loop loop = Loop.start("writer", writer::turn);
      await(job, given -> shards(given) == SHARDS);
      Resharder calls = new Resharder(kinesis, stream);
      calls.split(calls.open().getFirst());
      // The parent and its children.
      await(job, given -> shards(given) == SHARDS + 2);
      if (way.publisher() == Publisher.EFO) {
        await(job, given -> subscriptions(before) > 2 * (SHARDS + 2));
      }
      loop.join();
      List<Acknowledged> acknowledged = writer.acknowledged();
      await(job, given -> given.size() >= acknowledged.size());
      check(job.given(), acknowledged);
      assertThat(job.log()).doesNotContain("ERROR");
      System.out.printf(
          "Flink, %s: %d records in %d shards%n", way, acknowledged.size(), shards(job.given()));
    }
    assertPublisher(way.publisher(), server.output().substring(before));
  }

  private FlinkJob job(String stream, Way way) {
    URI endpoint = way.secure() ? server.endpoint() : server.clearEndpoint();
    return new FlinkJob(
        directory.resolve(stream), stream, endpoint, way.publisher(), server.trustingJvm());
  }

  private static void await(FlinkJob job, Predicate<List<Given>> enough) {
    Awaitility.await().atMost(PATIENCE).until(() -> enough.test(job.given()));
  }

  /** How many have ended. */
  private long subscriptions(int before) {
    return server
        .output()
        .substring(before)
        .lines()
        .filter(line -> line.contains(" operation=SubscribeToShard "))
        .count();
  }

  private static long shards(List<Given> given) {
    return given.stream().map(Given::shard).distinct().count();
  }

  /**
   * Each once, with the key, number and shard of its answer; and in the order of each key, as far
   * as one shard holds it: this source begins with children when it knows of them.
   */
  private static void check(List<Given> given, List<Acknowledged> acknowledged) {
    List<Given> expected =
        acknowledged.stream()
            .map(each -> new Given(each.shard(), each.sequenceNumber(), each.key(), each.text()))
            .toList();
    assertThat(given).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(byShardAndKey(given)).isEqualTo(byShardAndKey(expected));
  }

  private static Map<List<String>, List<Given>> byShardAndKey(List<Given> given) {
    return given.stream().collect(groupingBy(each -> List.of(each.shard(), each.key())));
  }

  /** The source has used what it was told to use, and nothing else. */
  private static void assertPublisher(Publisher publisher, String output) {
    String polling = " protocol=HTTP/1.1 dialect=kinesis operation=GetRecords ";
    String pushed = " protocol=HTTP/2.0 dialect=kinesis operation=SubscribeToShard ";
    assertThat(output)
        .contains(publisher == Publisher.EFO ? pushed : polling)
        .doesNotContain(publisher == Publisher.EFO ? polling : pushed);
  }
}
