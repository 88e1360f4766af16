// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.cluster.Loop;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Project;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Two workers share a topic whose owner adds partitions, each at a replica of its own, and one of
 * the replicas is killed meanwhile: the workers read the shards that close to their ends and go on
 * with the children, and nothing is missed or out of order.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class KclGrowthIT {
  private static final Map<String, String> EXPOSING =
      Map.of("OFFSHARD_STREAMS_EXPOSE", "[kclgrow-*]", "OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
  private static final int BEFORE = 4;
  private static final int KEYS = 24;

  /** Its replica is not touched. */
  private static final String STEADY = "worker-a";

  /** Its replica is killed, and with {@code -Dlong} it is killed itself. */
  private static final String SHAKEN = "worker-b";

  private static final String LIBRARY = "software.amazon.kinesis.";

  /** What the SDK says while its replica is away. */
  private static final String NO_ANSWER = "SdkClientException: Unable to execute HTTP request";

  private final Path directory = Project.emptyBuildDirectory("kcl-growth");
  private TwoReplicas both;
  private DynamoDbLocal dynamoDb;
  private OffshardProcess other;
  private List<KinesisClient> replicas = List.of();

  @BeforeAll
  void start() {
    both = TwoReplicas.start(directory, EXPOSING, JavaClients::impatient);
    replicas = both.clients();
    other = both.other();
    dynamoDb = DynamoDbLocal.start(directory);
  }

  @AfterAll
  void stop() {
    both.close();
    dynamoDb.close();
  }

  /** How many partitions there are in the end; and whether a worker is killed too. */
  static Stream<Growth> growths() {
    Growth multiple = new Growth(12, false);
    return Boolean.getBoolean("long")
        ? Stream.of(multiple, new Growth(6, false), new Growth(12, true))
        : Stream.of(multiple);
  }

  record Growth(int partitions, boolean killing) {
    /** The owner's producers choose partitions by remainder, and so do we. */
    boolean keepsOrder() {
      return partitions % BEFORE == 0;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("growths")
  @Timeout(240)
  void workersFollowTheGrowthOfATopic(Growth growth) {
    OwnedTopic topic =
        OwnedTopic.create(
            both.broker().bootstrapServers(), StreamNames.fresh("kclgrow"), BEFORE, Map.of());
    LiveStream.await(replicas.getFirst(), topic.name(), BEFORE);
    List<KeyedWriter> writers =
        List.of(
            writer(topic, replicas, "some", KEYS), writer(topic, replicas.reversed(), "one", 1));
    try (KclApplication application =
        new KclApplication(
            directory.resolve(topic.name()),
            topic.name(),
            Retrieval.POLLING,
            dynamoDb.endpoint())) {
      IntStream.range(0, 20).forEach(_ -> writers.forEach(KeyedWriter::turn));
      application.start(STEADY, both.one().endpoint());
      application.start(SHAKEN, other.endpoint());
      application.await(STEADY, KclGrowthIT::isShared);
      List<Loop> loops =
          writers.stream().map(writer -> Loop.start("writer", writer::turn)).toList();
      grow(topic, growth, application);
      loops.forEach(Loop::join);
      check(topic, growth, application, writers);
    }
  }

  private static KeyedWriter writer(
      OwnedTopic topic, List<KinesisClient> replicas, String name, int keys) {
    return new KeyedWriter(
        topic.name(),
        replicas,
        IntStream.range(0, keys).mapToObj(key -> name + "-" + key).toList());
  }

  private static boolean isShared(Readings readings) {
    return readings.heldBy(STEADY).size() == BEFORE / 2
        && readings.heldBy(SHAKEN).size() == BEFORE / 2;
  }

  private void grow(OwnedTopic topic, Growth growth, KclApplication application) {
    awaitMore(application);
    topic.growTo(growth.partitions());
    other.kill();
    if (growth.killing()) {
      application.kill(SHAKEN);
    }
    LiveStream.await(replicas.getFirst(), topic.name(), growth.partitions());
    awaitMore(application);
    other.startAgain();
    awaitMore(application);
  }

  private static void awaitMore(KclApplication application) {
    int now = application.readings().distinct();
    application.await(STEADY, readings -> readings.distinct() > now + 10 * KEYS);
  }

  private void check(
      OwnedTopic topic, Growth growth, KclApplication application, List<KeyedWriter> writers) {
    WholeStream stream = WholeStream.read(topic.name(), replicas);
    assertThat(stream.records()).isEqualTo(recordsInKafka(topic, growth.partitions()));
    Awaitility.await("the rest")
        .atMost(KclApplication.PATIENCE)
        .pollInterval(KclApplication.BETWEEN)
        .untilAsserted(() -> new AtLeastOnce(application.readings()).assertComplete(stream.logs()));

    AtLeastOnce reading = new AtLeastOnce(application.readings());
    assertThat(stream.closed()).hasSize(Math.min(BEFORE, growth.partitions() - BEFORE));
    reading.assertEachSessionContinues(stream.logs());
    String killed = growth.killing() ? SHAKEN : "nobody";
    reading.assertRepeatsOnlyOf(killed);
    reading.assertParentsFirst(stream.parents());
    reading.assertEndedOnce(stream.closed(), killed);
    for (KeyedWriter writer : writers) {
      stream.assertHolds(writer);
      Map<String, List<String>> data = thatKeepTheirOrder(writer, stream.parents());
      assertThat(growth.keepsOrder()).isEqualTo(data.size() == keys(writer).size());
      reading.assertKeysInOrder(data);
    }
    assertThat(application.complaintsOf(LIBRARY, STEADY)).isEmpty();
    assertThat(application.complaintsOf(LIBRARY, SHAKEN))
        .allSatisfy(complaint -> assertThat(complaint).contains(NO_ANSWER));
    // At the ends of the parents, and not by a look at all shards later on.
    assertThat(application.logged("Created child shard lease")).hasSize(stream.children().size());
    report(growth, application, stream);
  }

  private static int recordsInKafka(OwnedTopic topic, int partitions) {
    return IntStream.range(0, partitions).map(p -> topic.read(p).size()).sum();
  }

  private static Set<String> keys(KeyedWriter writer) {
    return writer.acknowledged().stream().map(Acknowledged::key).collect(toSet());
  }

  /**
   * The data of each key, without the keys that Kafka's own partitioning moved to a partition that
   * is no child of theirs.
   */
  private static Map<String, List<String>> thatKeepTheirOrder(
      KeyedWriter writer, Map<String, Set<String>> parents) {
    Map<String, List<String>> shards =
        writer.acknowledged().stream()
            .collect(groupingBy(Acknowledged::key, mapping(Acknowledged::shard, toList())));
    return writer.acknowledged().stream()
        .filter(each -> isLine(shards.getOrDefault(each.key(), List.of()), parents))
        .collect(groupingBy(Acknowledged::key, mapping(Acknowledged::text, toList())));
  }

  private static boolean isLine(List<String> shards, Map<String, Set<String>> parents) {
    return IntStream.range(1, shards.size())
        .allMatch(
            i ->
                shards.get(i).equals(shards.get(i - 1))
                    || parents.getOrDefault(shards.get(i), Set.of()).contains(shards.get(i - 1)));
  }

  private static void report(Growth growth, KclApplication application, WholeStream stream) {
    Readings readings = application.readings();
    System.out.printf(
        "KCL, polling, %d partitions become %d: %d records in %d shards, %d sessions, %d given"
            + " again%n",
        BEFORE,
        growth.partitions(),
        readings.distinct(),
        stream.logs().size(),
        readings.sessions().size(),
        readings.repeats());
  }
}
