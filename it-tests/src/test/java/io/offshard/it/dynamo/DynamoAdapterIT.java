// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.cluster.Loop;
import io.offshard.it.dynamo.AdapterWorker.Given;
import io.offshard.it.kcl.DynamoDbLocal;
import io.offshard.it.kcl.LeaseTable;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.Program;
import io.offshard.it.server.Project;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The DynamoDB Streams Kinesis Adapter reads a table that is disabled and enabled anew, and whose
 * topic grows meanwhile.
 */
final class DynamoAdapterIT {
  private static final int ITEMS = 40;

  /** The library waits up to 30 s before its first look at the shards. */
  private static final Duration START = Duration.ofSeconds(90);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Timeout(240)
  void eachChangeIsGivenOnceAndInOrderWhenATableIsEnabledAnewAndPartitionsAreAdded() {
    Path directory = Project.emptyBuildDirectory("dynamodb-adapter");
    Path earlier = Project.emptyBuildDirectory("dynamodb-adapter-earlier");
    String name = StreamNames.fresh("adapted");
    Map<String, String> settings =
        Map.of(
            "OFFSHARD_STREAMS_NATIVE_POLL",
            "200ms",
            "OFFSHARD_TABLES",
            "[{name: %s, topic: %s, form: dynamodb, hash-key: id}]".formatted(name, name));
    OwnedTopic topic =
        OwnedTopic.create(SharedServer.broker().bootstrapServers(), name, 4, Map.of());
    try (ServerInThisJvm server = new ServerInThisJvm(directory, settings);
        DynamoDbLocal dynamoDb = DynamoDbLocal.start(directory);
        LeaseTable leases = LeaseTable.create(dynamoDb.endpoint(), name);
        LeaseTable others = LeaseTable.create(dynamoDb.endpoint(), name + "-anew");
        DynamoDbStreamsClient streams = TableClients.streams(server.endpoint());
        KinesisClient kinesis = JavaClients.impatient(server.endpoint());
        KafkaProducer<byte[], byte[]> producer =
            topic.producer(Map.of("metadata.max.age.ms", 500))) {
      ItemWriter[] writers = {
        new ItemWriter(ItemWriter.kafka(producer, name), "kafka-", ITEMS),
        new ItemWriter(ItemWriter.kinesis(List.of(kinesis), name), "kinesis-", ITEMS)
      };
      String first = TableClients.onlyStream(streams, name);
      turn(writers);
      // Both take long to start, so they do it at the same time.
      try (AdapterWorker before =
          new AdapterWorker(
              earlier, first, leases.application(), server.endpoint(), dynamoDb.endpoint())) {
        String anew = enableAnew(directory, server, name);
        assertThat(TableClients.streamsOf(streams, name)).containsExactly(first, anew);
        try (AdapterWorker worker =
            new AdapterWorker(
                directory, anew, others.application(), server.endpoint(), dynamoDb.endpoint())) {
          turn(writers);
          grow(topic, worker, writers);
          List<Given> given = checkEnded(before, ShardList.read(streams, first, 100));
          check(topic, given, worker, ShardList.read(streams, anew, 100));
        }
      }
    }
  }

  private static void turn(ItemWriter... writers) {
    for (ItemWriter writer : writers) {
      writer.turn();
    }
  }

  /** Nothing is written meanwhile: it would be of neither stream. */
  private static String enableAnew(Path directory, ServerInThisJvm server, String name) {
    tables(directory, server, "disable", name);
    return tables(
            directory,
            server,
            "add",
            name,
            "--topic",
            name,
            "--form",
            "dynamodb",
            "--hash-key",
            "id",
            "--from-now")
        .strip();
  }

  private static String tables(Path directory, ServerInThisJvm server, String... words) {
    String[] all = Stream.concat(Stream.of("tables"), Arrays.stream(words)).toArray(String[]::new);
    Program program =
        Program.of(directory.resolve("cli"), all)
            .with("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", SharedServer.broker().bootstrapServers())
            .with("OFFSHARD_LINEAGE_TOPIC", server.lineage());
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).as(run.output()).isZero();
      return run.output();
    }
  }

  /** The stream that was disabled has the first versions, in shards that end. */
  private static List<Given> checkEnded(AdapterWorker worker, ShardList list) {
    await("the ends", PATIENCE, () -> worker.ended().size() >= list.shards().size());
    assertThat(worker.ended()).containsExactlyInAnyOrderElementsOf(list.ids());
    assertThat(worker.given())
        .hasSize(2 * ITEMS)
        .allMatch(each -> ItemVersion.of(each.eventId()).version() == 0);
    return worker.given();
  }

  private static void grow(OwnedTopic topic, AdapterWorker worker, ItemWriter... writers) {
    await("the start", START, () -> worker.given().size() == 2 * ITEMS);
    List<Loop> loops =
        List.of(Loop.start("producer", writers[0]::turn), Loop.start("puts", writers[1]::turn));
    awaitMore(worker);
    topic.growTo(6);
    // Two of the parents have ended, and each has two children.
    await("the children", PATIENCE, () -> shards(worker).size() == 4 + 4);
    awaitMore(worker);
    loops.forEach(Loop::join);
  }

  private static Set<String> shards(AdapterWorker worker) {
    return worker.given().stream().map(Given::shard).collect(toSet());
  }

  private static void awaitMore(AdapterWorker worker) {
    int now = worker.given().size();
    await("more changes", PATIENCE, () -> worker.given().size() > now + 5 * ITEMS);
  }

  private static void await(String what, Duration limit, BooleanSupplier done) {
    Awaitility.await(what).atMost(limit).until(done::getAsBoolean);
  }

  private static void check(
      OwnedTopic topic, List<Given> before, AdapterWorker worker, ShardList list) {
    List<ItemVersion> written = ItemVersion.inKafka(topic, 6);
    await("the rest", PATIENCE, () -> before.size() + worker.given().size() >= written.size());

    List<Given> given = worker.given();
    assertThat(Stream.concat(before.stream(), given.stream()))
        .extracting(each -> ItemVersion.of(each.eventId()))
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(given)
        .allMatch(each -> each.version().equals("" + ItemVersion.of(each.eventId()).version()));
    assertThat(worker.ended())
        .containsExactlyInAnyOrderElementsOf(list.closed().stream().map(s -> s.shardId()).toList());
    int lines = 0;
    for (List<Given> changes :
        given.stream().collect(groupingBy(each -> ItemVersion.of(each.eventId()).id())).values()) {
      if (list.isLine(changes.stream().map(Given::shard).toList())) {
        lines++;
        assertThat(changes)
            .extracting(each -> ItemVersion.of(each.eventId()).version())
            .isSorted()
            .startsWith(1);
      }
    }
    assertThat(lines).isGreaterThan(ITEMS / 2);
    System.out.printf(
        "DynamoDB Streams Kinesis Adapter: %d changes in %d shards, %d items in order%n",
        given.size(), list.shards().size(), lines);
  }
}
