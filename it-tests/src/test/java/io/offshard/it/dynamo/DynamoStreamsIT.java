// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Command;
import io.offshard.it.client.Installed;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.cluster.Loop;
import io.offshard.it.dynamo.StreamFollower.Read;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.Program;
import io.offshard.it.server.Project;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Topics that Kafka's producers and PutRecords write in DynamoDB's forms are read as streams of
 * tables, from two replicas in turn: through growth, disabled, and enabled anew.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DynamoStreamsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ITEMS = 40;
  private static final String GROWING = "orders-growing";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "OFFSHARD_STREAMS_EXPOSE",
          "[changes-*]",
          "OFFSHARD_STREAMS_NATIVE_POLL",
          "200ms",
          "OFFSHARD_TABLES",
          "[{name: %s, topic: cdc.growing, form: dynamodb, hash-key: id}]".formatted(GROWING));

  private final List<DynamoDbStreamsClient> replicas = new ArrayList<>();
  private TwoReplicas both;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    both = TwoReplicas.start(directory, SETTINGS, JavaClients::impatient);
    Stream.of(both.one(), both.other())
        .forEach(server -> replicas.add(TableClients.streams(server.endpoint())));
  }

  @AfterAll
  void stop() {
    replicas.forEach(DynamoDbStreamsClient::close);
    both.close();
  }

  private OwnedTopic topic(String name, int partitions) {
    return OwnedTopic.create(both.broker().bootstrapServers(), name, partitions, Map.of());
  }

  private KafkaProducer<byte[], byte[]> producer(OwnedTopic topic) {
    return topic.producer(Map.of("metadata.max.age.ms", 500));
  }

  /** The streams of a table, as both replicas list them, in the order of their ARNs. */
  private List<String> streams(String table) {
    List<String> listed = TableClients.streamsOf(replicas.getFirst(), table);
    assertThat(TableClients.streamsOf(replicas.getLast(), table)).isEqualTo(listed);
    return listed;
  }

  /** Runs {@code offshard tables} as an operator does. */
  private String tables(String... words) {
    String[] all = Stream.concat(Stream.of("tables"), Arrays.stream(words)).toArray(String[]::new);
    Program program =
        Program.of(directory.resolve("cli"), all)
            .with("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", both.broker().bootstrapServers());
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).as(run.output()).isZero();
      return run.output();
    }
  }

  @Test
  void eachChangeIsReadOnceAndInOrderWhenPartitionsAreAdded() {
    OwnedTopic topic = topic("cdc.growing", 4);
    String arn = TableClients.onlyStream(replicas.getFirst(), GROWING);
    StreamFollower follower = new StreamFollower(arn, replicas);
    StreamFollower late = new StreamFollower(arn, replicas.reversed());
    try (KafkaProducer<byte[], byte[]> producer = producer(topic)) {
      ItemWriter native1 =
          new ItemWriter(ItemWriter.kafka(producer, topic.name()), "kafka-", ITEMS);
      ItemWriter bridge =
          new ItemWriter(ItemWriter.kinesis(both.clients(), topic.name()), "kinesis-", ITEMS);
      List<Loop> loops =
          List.of(
              Loop.start("producer", native1::turn),
              Loop.start("puts", bridge::turn),
              Loop.start("follower", follower::turn));
      awaitMore(native1, bridge);
      topic.growTo(6);
      Awaitility.await("growth")
          .atMost(PATIENCE)
          .until(() -> ShardList.read(replicas.getFirst(), arn, 100).open().size() == 6);
      awaitMore(native1, bridge);
      loops.forEach(Loop::join);
    }

    ShardList list = ShardList.read(replicas.getLast(), arn, 100);
    assertThat(list.closed()).hasSize(2);
    assertThat(list.shards()).hasSize(8);
    assertThat(list.closed()).extracting(Shard::shardId).containsAll(list.parents().values());
    for (StreamFollower each : List.of(follower, late)) {
      List<Read> read = each.finish();
      assertThat(each.ended()).hasSize(2);
      assertThat(read)
          .extracting(Read::version)
          .containsExactlyInAnyOrderElementsOf(ItemVersion.inKafka(topic, 6));
      assertInOrder(list, read);
    }
  }

  private static void awaitMore(ItemWriter... writers) {
    for (ItemWriter writer : writers) {
      int now = writer.turns();
      Awaitility.await("writes").atMost(PATIENCE).until(() -> writer.turns() > now + 8);
    }
  }

  /** Kafka's own partitioning moves some keys to a partition that is no child of theirs. */
  private static void assertInOrder(ShardList list, List<Read> read) {
    Map<String, List<Read>> byItem = read.stream().collect(groupingBy(r -> r.version().id()));
    assertThat(byItem).hasSize(2 * ITEMS);
    int lines = 0;
    for (List<Read> changes : byItem.values()) {
      List<Integer> versions = changes.stream().map(each -> each.version().version()).toList();
      if (list.isLine(changes.stream().map(Read::shard).toList())) {
        lines++;
        assertThat(versions).isSorted();
        assertThat(versions.getFirst()).isZero();
      }
      for (Read each : changes) {
        assertThat(version(each.record().dynamodb().newImage()))
            .isEqualTo("" + each.version().version());
        assertThat(each.record().eventNameAsString()).isEqualTo(each.version().eventName());
      }
    }
    assertThat(lines).isGreaterThan(ITEMS / 2);
  }

  @Test
  void aTableThatIsDisabledIsReadToItsEndAndEnabledAnewHasAnotherStream() throws IOException {
    OwnedTopic topic = topic(StreamNames.fresh("changes"), 2);
    String table = topic.name().replace("changes", "carts");
    Awaitility.await("adopted")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                both.clients()
                        .getLast()
                        .describeStreamSummary(request -> request.streamName(topic.name()))
                        .streamDescriptionSummary()
                        .openShardCount()
                    == 2);
    String added =
        tables("add", table, "--topic", topic.name(), "--form", "dynamodb", "--hash-key", "id");
    String arn = TableClients.onlyStream(replicas.getLast(), table);
    assertThat(added).isEqualTo(arn + System.lineSeparator());
    try (KafkaProducer<byte[], byte[]> producer = producer(topic)) {
      ItemWriter writer = new ItemWriter(ItemWriter.kafka(producer, topic.name()), "cart-", ITEMS);
      writer.turn();
      writer.turn();
      tables("disable", table);
      writer.turn();

      List<Read> first = assertDisabled(table, arn);
      assertThat(first).hasSize(2 * ITEMS).allMatch(each -> each.version().version() < 2);
      assertThat(withBoto3(arn)).containsExactlyInAnyOrderElementsOf(lines(first));

      String anew =
          tables(
                  "add",
                  table,
                  "--topic",
                  topic.name(),
                  "--form",
                  "dynamodb",
                  "--hash-key",
                  "id",
                  "--view",
                  "KEYS_ONLY",
                  "--from-now")
              .strip();
      writer.turn();
      assertThat(streams(table)).containsExactly(arn, anew).isSorted();
      List<Read> second = new StreamFollower(anew, replicas).finish();
      assertThat(second).hasSize(ITEMS).allMatch(each -> each.version().version() == 3);
      assertThat(second).noneMatch(each -> each.record().dynamodb().hasNewImage());
      assertThat(assertDisabled(table, arn)).isEqualTo(first);
      assertThat(tables("list")).contains(arn + "  DISABLED", anew + "  ENABLED");
    }
    tables("remove", table);
    assertThat(streams(table)).isEmpty();
  }

  private List<Read> assertDisabled(String table, String arn) {
    for (DynamoDbStreamsClient replica : replicas) {
      ShardList list = ShardList.read(replica, arn, 1);
      assertThat(list.status()).isEqualTo(StreamStatus.DISABLED);
      assertThat(list.closed()).hasSize(2);
    }
    StreamFollower follower = new StreamFollower(arn, replicas);
    List<Read> read = follower.finish();
    assertThat(follower.ended()).as(table).hasSize(2);
    return read;
  }

  private List<String> withBoto3(String arn) throws IOException {
    Path file = directory.resolve("boto3.tsv");
    new Command(
            List.of(
                Installed.pythonWithBoto3().toString(),
                Project.testFile("python/table_stream.py").toString(),
                both.other().endpoint().toString(),
                arn,
                file.toString()),
            directory)
        .succeed();
    return Files.readAllLines(file);
  }

  private static List<String> lines(List<Read> read) {
    return read.stream()
        .map(
            each -> {
              Record record = each.record();
              return String.join(
                  "\t",
                  each.shard(),
                  record.dynamodb().sequenceNumber(),
                  record.eventID(),
                  version(record.dynamodb().newImage()),
                  record.dynamodb().hasOldImage() ? version(record.dynamodb().oldImage()) : "-");
            })
        .toList();
  }

  private static String version(Map<String, AttributeValue> image) {
    return requireNonNull(image.get("version")).n();
  }
}
