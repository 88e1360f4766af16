// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.SecureServer;
import io.offshard.it.cluster.Loop;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.resharding.Resharder;
import io.offshard.it.server.Project;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
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
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Two workers share a stream whose shards are split, merged and counted anew while it is written,
 * each worker at a replica of its own. In the middle of it one is killed, and another comes in its
 * place. They follow from parents to children, and nothing is missed, repeated or out of order but
 * what the killed one had not kept.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class KclReshardingIT {
  private static final int SHARDS = 3;
  private static final int RECORDS = 10_000;
  private static final int KEYS = 20;
  private static final long REST = Duration.ofMillis(60).toNanos();

  private static final String STEADY = "worker-a";
  private static final String KILLED = "worker-b";
  private static final String REPLACEMENT = "worker-c";

  /** So short that subscriptions end before their shards do, and the library begins new ones. */
  private static final Map<String, String> SHORT =
      Map.of(
          "OFFSHARD_SUBSCRIPTIONS_LIFE", "2s",
          "OFFSHARD_SUBSCRIPTIONS_SILENCE", "500ms",
          "OFFSHARD_SUBSCRIPTIONS_TAKEOVER", "1s");

  private static final String LIBRARY = "software.amazon.kinesis.";

  /**
   * What it may say at the end of a shard: it gives up the subscription when it has the last event;
   * the SDK still tells it that the subscription is complete, and the stage that handed the records
   * on may still ask for more in place of those that it has handed on. A worker that was too slow
   * to keep the lease leaves the end to the other one.
   */
  private static final Pattern ITS_OWN_CANCEL =
      Pattern.compile(
          "complete called on a cancelled subscription"
              + "|Rejected an attempt to request\\(\\d+\\), because subscribers don't match"
              + "|Lease not owned by the current worker. Leaving ShardEnd handling to new owner"
              + "|Unable to find the lease for shard. Will shutdown the shardConsumer directly");

  private final Path directory = Project.emptyBuildDirectory("kcl-resharding");
  private ProcessBroker broker;
  private SecureServer one;
  private SecureServer other;
  private DynamoDbLocal dynamoDb;
  private List<KinesisClient> replicas = List.of();

  @BeforeAll
  void start() throws IOException {
    broker = ProcessBroker.start(directory.resolve("broker"));
    one = new SecureServer(directory.resolve("one"), broker.bootstrapServers(), SHORT);
    other = new SecureServer(directory.resolve("other"), broker.bootstrapServers(), SHORT);
    replicas =
        Stream.of(one, other).map(each -> JavaClients.impatient(each.clearEndpoint())).toList();
    dynamoDb = DynamoDbLocal.start(directory);
  }

  @AfterAll
  void stop() {
    replicas.forEach(KinesisClient::close);
    dynamoDb.close();
    one.close();
    other.close();
    broker.close();
  }

  record Way(Retrieval retrieval, boolean secure) {
    @Override
    public String toString() {
      return retrieval + (secure ? " over TLS" : " in clear");
    }

    /** Each kind of retrieval and of connection is in one of these. */
    boolean isUsual() {
      return secure == (retrieval == Retrieval.FAN_OUT);
    }

    URI endpoint(SecureServer server) {
      return secure ? server.endpoint() : server.clearEndpoint();
    }
  }

  static Stream<Way> ways() {
    Stream<Way> all =
        Stream.of(
            new Way(Retrieval.POLLING, false),
            new Way(Retrieval.POLLING, true),
            new Way(Retrieval.FAN_OUT, true),
            new Way(Retrieval.FAN_OUT, false));
    return all.filter(way -> Boolean.getBoolean("long") || way.isUsual());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @Timeout(300)
  void workersFollowEachReshardingOfAStream(Way way) {
    String name = StreamNames.fresh("kclshards");
    LiveStream.create(replicas.getFirst(), name, SHARDS, request -> {});
    List<KeyedWriter> writers =
        List.of(
            writer(name, replicas, "some", KEYS),
            writer(name, replicas.reversed(), "more", KEYS),
            writer(name, replicas, "one", 1));
    try (KclApplication application =
        new KclApplication(directory.resolve(name), name, way.retrieval(), dynamoDb.endpoint())) {
      Calls before = calls();
      writers.forEach(KeyedWriter::turn);
      start(application, STEADY, one, way);
      start(application, KILLED, other, way);
      application.await(STEADY, KclReshardingIT::isShared);
      List<Loop> loops = writers.stream().map(KclReshardingIT::start).toList();
      reshard(name, application, way);
      application.await(STEADY, readings -> readings.distinct() >= RECORDS);
      loops.forEach(Loop::join);
      check(WholeStream.read(name, replicas), application, writers);
      assertRetrieval(name, way, application.readings(), calls().since(before));
      report(way, application);
    }
  }

  private static KeyedWriter writer(
      String stream, List<KinesisClient> replicas, String name, int keys) {
    return new KeyedWriter(
        stream, replicas, IntStream.range(0, keys).mapToObj(key -> name + "-" + key).toList());
  }

  private static Loop start(KeyedWriter writer) {
    return Loop.start(
        "writer",
        () -> {
          writer.turn();
          LockSupport.parkNanos(REST);
        });
  }

  private static void start(
      KclApplication application, String worker, SecureServer server, Way way) {
    application.start(worker, way.endpoint(server), server.trustingJvm());
  }

  private static boolean isShared(Readings readings) {
    Set<String> steady = readings.heldBy(STEADY);
    Set<String> other = readings.heldBy(KILLED);
    return !steady.isEmpty() && !other.isEmpty() && steady.size() + other.size() == SHARDS;
  }

  private void reshard(String stream, KclApplication application, Way way) {
    Resharder here = new Resharder(replicas.getFirst(), stream);
    Resharder there = new Resharder(replicas.getLast(), stream);
    here.split(here.open().get(1));
    awaitFollowed(application, there, 4);
    there.split(there.open().get(2));
    awaitFollowed(application, here, 5);
    here.merge(here.open().get(0), here.open().get(1));
    awaitFollowed(application, there, 4);
    there.scale(6);
    application.await(STEADY, readings -> readings.isInTheMiddleOfAPage(KILLED));
    application.kill(KILLED);
    start(application, REPLACEMENT, other, way);
    awaitFollowed(application, here, 6);
    application.await(STEADY, readings -> !readings.heldBy(REPLACEMENT).isEmpty());
    here.scale(3);
    awaitFollowed(application, there, 3);
  }

  /** Waits until the stream is at rest with so many shards, and workers that live have them all. */
  private static void awaitFollowed(KclApplication application, Resharder calls, int shards) {
    LiveStream.await(calls.replica(), calls.stream(), shards);
    Set<String> open = calls.open().stream().map(Shard::shardId).collect(toSet());
    application.await(
        STEADY,
        readings ->
            application.living().stream()
                .flatMap(worker -> readings.heldBy(worker).stream())
                .collect(toSet())
                .containsAll(open));
  }

  private static void check(
      WholeStream stream, KclApplication application, List<KeyedWriter> writers) {
    Awaitility.await("the rest")
        .atMost(KclApplication.PATIENCE)
        .pollInterval(KclApplication.BETWEEN)
        .untilAsserted(() -> new AtLeastOnce(application.readings()).assertComplete(stream.logs()));

    AtLeastOnce reading = new AtLeastOnce(application.readings());
    reading.assertEachSessionContinues(stream.logs());
    reading.assertRepeatsOnlyOf(KILLED);
    reading.assertParentsFirst(stream.parents());
    reading.assertEndedOnce(stream.closed(), KILLED);
    for (KeyedWriter writer : writers) {
      stream.assertHolds(writer);
      reading.assertKeysInOrder(
          writer.acknowledged().stream()
              .collect(groupingBy(Acknowledged::key, mapping(Acknowledged::text, toList()))));
    }
    // At the ends of the parents, and not by a look at all shards later on. The killed one may have
    // made one more than it could tell of.
    List<String> leases = application.logged("Created child shard lease");
    assertThat(stream.children())
        .filteredOn(child -> leases.stream().noneMatch(line -> line.contains("leaseKey=" + child)))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(application.complaintsOf(LIBRARY))
        .allSatisfy(complaint -> assertThat(complaint).containsPattern(ITS_OWN_CANCEL));
  }

  /**
   * The library has used what it was told to use, over HTTP/2, and nothing else; and it has gone on
   * with subscriptions that had ended.
   */
  private void assertRetrieval(String stream, Way way, Readings readings, Calls calls) {
    boolean pushed = way.retrieval() == Retrieval.FAN_OUT;
    if (pushed) {
      assertThat(calls.polls()).isZero();
      assertThat(calls.subscriptions()).isGreaterThan(readings.sessions().size());
    } else {
      assertThat(calls.polls()).isPositive();
      assertThat(calls.subscriptions()).isZero();
    }
    KinesisClient calling = replicas.getFirst();
    String arn =
        calling
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamARN();
    List<Consumer> consumers =
        calling.listStreamConsumers(request -> request.streamARN(arn)).consumers();
    assertThat(consumers).hasSize(pushed ? 1 : 0);
    assertThat(consumers)
        .allSatisfy(
            consumer -> assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE));
  }

  /** What the two replicas have been asked over HTTP/2, and that is by workers only. */
  record Calls(long polls, long subscriptions) {
    Calls since(Calls before) {
      return new Calls(polls - before.polls, subscriptions - before.subscriptions);
    }
  }

  private Calls calls() {
    return new Calls(calls("GetRecords"), calls("SubscribeToShard"));
  }

  private long calls(String operation) {
    return Stream.of(one, other)
        .flatMap(server -> server.output().lines())
        .filter(line -> line.contains(" protocol=HTTP/2.0 "))
        .filter(line -> line.contains(" operation=" + operation + " "))
        .count();
  }

  private static void report(Way way, KclApplication application) {
    Readings readings = application.readings();
    System.out.printf(
        "KCL, %s: %d records in %d shards, %d sessions, %d given again%n",
        way,
        readings.distinct(),
        readings.events().stream().map(Event::shard).distinct().count(),
        readings.sessions().size(),
        readings.repeats());
  }
}
