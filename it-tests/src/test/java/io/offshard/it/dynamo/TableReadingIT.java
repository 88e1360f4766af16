// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.dynamodb.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Where reading begins and ends, page by page. */
@TestInstance(Lifecycle.PER_CLASS)
final class TableReadingIT {
  private static final String RUN = StreamNames.fresh("reading");
  private static final String LONGEST = "t".repeat(255);

  private ServerInThisJvm server;
  private DynamoDbStreamsClient streams;

  @BeforeAll
  void start(@TempDir Path directory) {
    List<String> tables = new ArrayList<>();
    for (String name : List.of("positions", "fresh", "ending", "large", "damaged", "listed")) {
      tables.add(table(RUN + "-" + name, RUN + "-" + name, ""));
    }
    tables.add(table(RUN + "-strict", RUN + "-damaged", ", undecodable: stop"));
    for (String name : List.of("listed-a", "listed-b")) {
      tables.add(table(RUN + "-" + name, RUN + "-listed", ""));
    }
    tables.add(table(LONGEST, RUN + "-positions", ""));
    server =
        new ServerInThisJvm(
            directory,
            Map.of(
                "OFFSHARD_STREAMS_NATIVE_POLL",
                "200ms",
                // More than a page may have, so that what counts is its own bound.
                "OFFSHARD_STREAMS_PAGE_BYTES",
                "10MiB",
                "OFFSHARD_TABLES",
                tables.toString()));
    streams = TableClients.streams(server.endpoint());
  }

  @AfterAll
  void stop() {
    streams.close();
    server.close();
  }

  private static String table(String name, String topic, String more) {
    return "{name: %s, topic: %s, form: dynamodb, hash-key: id%s}".formatted(name, topic, more);
  }

  private static OwnedTopic topic(String name) {
    return OwnedTopic.create(
        SharedServer.broker().bootstrapServers(),
        RUN + "-" + name,
        1,
        Map.of("max.message.bytes", "4000000"));
  }

  private static void write(OwnedTopic topic, String... values) {
    try (KafkaProducer<byte[], byte[]> producer =
        topic.producer(Map.of("max.request.size", 4_000_000))) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic.name(), 0, null, value.getBytes(UTF_8))).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] versions(int from, int to) {
    String[] values = new String[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = new ItemVersion("item", i, 0).streamsRecord();
    }
    return values;
  }

  private String iterator(
      String arn, Shard shard, ShardIteratorType type, @Nullable String number) {
    return streams
        .getShardIterator(
            request ->
                request
                    .streamArn(arn)
                    .shardId(shard.shardId())
                    .shardIteratorType(type)
                    .sequenceNumber(number))
        .shardIterator();
  }

  private GetRecordsResponse page(String iterator) {
    return streams.getRecords(request -> request.shardIterator(iterator));
  }

  private List<Integer> versionsAt(String iterator) {
    return page(iterator).records().stream()
        .map(record -> ItemVersion.of(record.eventID()).version())
        .toList();
  }

  private static List<String> numbers(GetRecordsResponse page) {
    return page.records().stream().map(each -> each.dynamodb().sequenceNumber()).toList();
  }

  @Test
  void eachTypeOfIteratorBeginsWhereItSays() {
    OwnedTopic topic = topic("positions");
    write(topic, versions(0, 4));
    String arn = TableClients.onlyStream(streams, topic.name());
    Shard shard = ShardList.read(streams, arn, 1).shards().getFirst();
    List<String> numbers = numbers(page(iterator(arn, shard, TRIM_HORIZON, null)));
    assertThat(numbers).hasSize(4).isSorted().doesNotHaveDuplicates();

    String latest = iterator(arn, shard, LATEST, null);
    write(topic, versions(4, 6));

    assertThat(versionsAt(latest)).containsExactly(4, 5);
    assertThat(versionsAt(iterator(arn, shard, TRIM_HORIZON, null)))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(versionsAt(iterator(arn, shard, AT_SEQUENCE_NUMBER, numbers.get(2))))
        .containsExactly(2, 3, 4, 5);
    assertThat(versionsAt(iterator(arn, shard, AFTER_SEQUENCE_NUMBER, numbers.get(2))))
        .containsExactly(3, 4, 5);
    String starting = shard.sequenceNumberRange().startingSequenceNumber();
    assertThat(versionsAt(iterator(arn, shard, AT_SEQUENCE_NUMBER, starting))).hasSize(6);
    assertThat(versionsAt(latest)).as("an iterator can be used again").containsExactly(4, 5);
    longestName(arn);
  }

  private void longestName(String other) {
    String arn = TableClients.onlyStream(streams, LONGEST);
    String iterator = iterator(arn, ShardList.first(streams, arn), TRIM_HORIZON, null);
    assertThat(versionsAt(iterator)).hasSize(6);
    assertThat(streams.describeStream(request -> request.streamArn(arn)).streamDescription())
        .returns(LONGEST, each -> each.tableName())
        .returns(arn, each -> each.streamArn());
    assertThat(other).isNotEqualTo(arn);
  }

  @Test
  void aFreshShardsLatestIsItsBeginning() {
    OwnedTopic topic = topic("fresh");
    String arn = TableClients.onlyStream(streams, topic.name());
    String latest = iterator(arn, ShardList.first(streams, arn), LATEST, null);
    GetRecordsResponse empty = page(latest);
    assertThat(empty.records()).isEmpty();

    write(topic, versions(0, 3));

    assertThat(versionsAt(latest)).containsExactly(0, 1, 2);
    assertThat(versionsAt(empty.nextShardIterator())).containsExactly(0, 1, 2);
  }

  @Test
  void aClosedShardIsReadToItsEndAndThenItsChildren() {
    OwnedTopic topic = topic("ending");
    write(topic, versions(0, 5));
    String arn = TableClients.onlyStream(streams, topic.name());
    Shard open = ShardList.first(streams, arn);
    String before = iterator(arn, open, LATEST, null);
    topic.growTo(2);
    Awaitility.await("growth")
        .atMost(Duration.ofSeconds(60))
        .until(() -> ShardList.read(streams, arn, 2).shards().size() == 3);
    write(topic, versions(5, 7));

    ShardList list = ShardList.read(streams, arn, 1);
    Shard parent = list.closed().getFirst();
    assertThat(parent.shardId()).isEqualTo(open.shardId());
    GetRecordsResponse first =
        streams.getRecords(
            request -> request.shardIterator(iterator(arn, parent, TRIM_HORIZON, null)).limit(2));
    assertThat(first.records()).hasSize(2);
    GetRecordsResponse rest = page(first.nextShardIterator());
    assertThat(rest.records()).hasSize(3);
    assertThat(rest.nextShardIterator()).isNull();
    String last = numbers(rest).getLast();
    assertThat(parent.sequenceNumberRange().endingSequenceNumber()).isEqualTo(last);
    for (String end :
        List.of(
            before,
            iterator(arn, parent, AFTER_SEQUENCE_NUMBER, last),
            iterator(arn, parent, LATEST, null))) {
      assertThat(page(end).records()).isEmpty();
      assertThat(page(end).nextShardIterator()).isNull();
    }
    assertChildren(arn, parent, last);
  }

  private void assertChildren(String arn, Shard parent, String last) {
    List<Shard> children =
        streams
            .describeStream(
                request ->
                    request
                        .streamArn(arn)
                        .shardFilter(
                            filter ->
                                filter
                                    .type(ShardFilterType.CHILD_SHARDS)
                                    .shardId(parent.shardId())))
            .streamDescription()
            .shards();
    assertThat(children)
        .hasSize(2)
        .allMatch(child -> parent.shardId().equals(child.parentShardId()));
    GetRecordsResponse page = page(iterator(arn, children.getFirst(), TRIM_HORIZON, null));
    assertThat(numbers(page)).hasSize(2).allMatch(number -> number.compareTo(last) > 0);
    assertThat(page.nextShardIterator()).isNotNull();
  }

  /** Three changes of 400 KB are more than a megabyte; one that is larger has a page of its own. */
  @Test
  void aPageEndsAtAMegabyte() {
    OwnedTopic topic = topic("large");
    String[] values = new String[4];
    for (int i = 0; i < values.length; i++) {
      String image =
          "{\"id\":{\"S\":\"item\"},\"x\":{\"S\":\"%s\"}}"
              .formatted("x".repeat(i == 3 ? 2_000_000 : 400_000));
      values[i] =
          "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"item\"}},\"NewImage\":"
              + image
              + "}}";
    }
    write(topic, values);
    String arn = TableClients.onlyStream(streams, topic.name());

    List<Integer> sizes = new ArrayList<>();
    String iterator = iterator(arn, ShardList.first(streams, arn), TRIM_HORIZON, null);
    while (sizes.stream().mapToInt(size -> size).sum() < values.length) {
      GetRecordsResponse page = page(iterator);
      sizes.add(page.records().size());
      iterator = page.nextShardIterator();
      assertThat(sizes).hasSizeLessThan(9);
    }
    assertThat(sizes).containsExactly(2, 1, 1);
  }

  @Test
  void whatIsNoChangeIsLeftOutOrStopsTheShard() {
    OwnedTopic topic = topic("damaged");
    write(topic, versions(0, 1));
    write(
        topic,
        "",
        "{",
        "\u0000",
        "[]",
        "null",
        "{}",
        "{\"dynamodb\":{}}",
        "{\"dynamodb\":{\"Keys\":{\"other\":{\"S\":\"x\"}}},\"eventName\":\"INSERT\"}",
        "{\"eventName\":\"DROP\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"x\"}}}}",
        "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"N\":\"NaN\"}}}}",
        "[".repeat(100_000),
        "{\"dynamodb\":".repeat(10_000),
        "\ud83d".repeat(10));
    write(topic, versions(1, 2));
    String arn = TableClients.onlyStream(streams, topic.name());
    String strict = TableClients.onlyStream(streams, RUN + "-strict");

    List<Record> read =
        new StreamFollower(arn, List.of(streams))
            .finish().stream().map(StreamFollower.Read::record).toList();
    assertThat(read).extracting(r -> ItemVersion.of(r.eventID()).version()).containsExactly(0, 1);

    GetRecordsResponse page =
        page(iterator(strict, ShardList.first(streams, strict), TRIM_HORIZON, null));
    assertThat(page.records()).hasSize(1);
    try (DynamoDbStreamsClient impatient = TableClients.impatient(server.endpoint())) {
      assertThatExceptionOfType(InternalServerErrorException.class)
          .isThrownBy(
              () ->
                  impatient.getRecords(request -> request.shardIterator(page.nextShardIterator())));
    }
  }

  @Test
  void streamsAndTablesAreListedPageByPage() {
    String name = topic("listed").name();
    for (String table : List.of(name, name + "-a", name + "-b")) {
      TableClients.onlyStream(streams, table);
    }
    List<String> all = streams.listStreams().streams().stream().map(s -> s.streamArn()).toList();
    List<String> paged = new ArrayList<>();
    String last = null;
    do {
      String start = last;
      ListStreamsResponse page =
          streams.listStreams(request -> request.limit(1).exclusiveStartStreamArn(start));
      page.streams().forEach(stream -> paged.add(stream.streamArn()));
      last = page.lastEvaluatedStreamArn();
      assertThat(last).isIn(null, paged.getLast());
    } while (last != null);
    assertThat(paged).isSorted().containsAll(all);

    try (DynamoDbClient tables = TableClients.tables(server.endpoint())) {
      List<String> names =
          tables.listTablesPaginator(request -> request.limit(1)).tableNames().stream().toList();
      assertThat(names).isSorted().isNotEmpty();
      Map<String, String> latest = new HashMap<>();
      for (String each : names) {
        TableDescription table = tables.describeTable(request -> request.tableName(each)).table();
        assertThat(table.keySchema().getFirst().attributeName()).isEqualTo("id");
        assertThat(table.streamSpecification().streamEnabled()).isTrue();
        latest.put(each, table.latestStreamArn());
      }
      assertThat(latest.values()).containsAll(all);
    }
  }
}
