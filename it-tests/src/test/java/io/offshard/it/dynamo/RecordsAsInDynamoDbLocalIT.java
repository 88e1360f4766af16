// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.kcl.DynamoDbLocal;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The same writes on tables of DynamoDB Local, one of each view type. The stream of the table that
 * shows both images is copied into Kafka; read through tables of all view types it is equal to what
 * DynamoDB Local shows of each.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class RecordsAsInDynamoDbLocalIT {
  private final Map<StreamViewType, List<Record>> expected = new EnumMap<>(StreamViewType.class);
  private final String topic = StreamNames.fresh("copied");
  private DynamoDbLocal local;
  private ServerInThisJvm server;
  private DynamoDbStreamsClient streams;

  @BeforeAll
  void start(@TempDir Path directory) throws ExecutionException, InterruptedException {
    local = DynamoDbLocal.start(directory.resolve("local"));
    try (DynamoDbClient tables = TableClients.tables(local.endpoint());
        DynamoDbStreamsClient oracle = TableClients.streams(local.endpoint())) {
      for (StreamViewType view : StreamViewType.knownValues()) {
        SomeWrites writes = SomeWrites.create(tables, view);
        writes.all();
        String arn = TableClients.onlyStream(oracle, writes.table());
        expected.put(
            view, all(oracle, arn).stream().map(RecordsAsInDynamoDbLocalIT::expiring).toList());
      }
    }
    OwnedTopic copy =
        OwnedTopic.create(SharedServer.broker().bootstrapServers(), topic, 2, Map.of());
    List<String> tables = new ArrayList<>();
    for (StreamViewType view : StreamViewType.knownValues()) {
      tables.add(table(topic, view));
    }
    tables.add(table(topic + "-bridge", StreamViewType.NEW_AND_OLD_IMAGES));
    server =
        new ServerInThisJvm(
            directory.resolve("here"),
            Map.of("OFFSHARD_STREAMS_NATIVE_POLL", "200ms", "OFFSHARD_TABLES", tables.toString()));
    streams = TableClients.streams(server.endpoint());
    List<JsonNode> raw = raw();
    try (KafkaProducer<byte[], byte[]> producer = copy.producer(Map.of())) {
      for (JsonNode each : raw) {
        byte[] key = each.field("dynamodb").orElseThrow().field("Keys").toString().getBytes(UTF_8);
        byte[] value = streamsForm(each).getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, key, value)).get();
      }
    }
    put(raw);
  }

  @AfterAll
  void stop() {
    streams.close();
    server.close();
    local.close();
  }

  private static String table(String topic, StreamViewType view) {
    return "{name: %s-%s, topic: %s, form: dynamodb, hash-key: id, range-key: at, view: %s}"
        .formatted(topic, view, topic, view.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static List<Record> all(DynamoDbStreamsClient streams, String arn) {
    String iterator =
        streams
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(ShardList.first(streams, arn).shardId())
                        .shardIteratorType("TRIM_HORIZON"))
            .shardIterator();
    return streams.getRecords(request -> request.shardIterator(iterator)).records();
  }

  /** The records with both images as they are on the wire. */
  private List<JsonNode> raw() {
    try (DynamoDbStreamsClient oracle = TableClients.streams(local.endpoint())) {
      String arn =
          TableClients.onlyStream(oracle, SomeWrites.table(StreamViewType.NEW_AND_OLD_IMAGES));
      String iterator = TablePlace.names(oracle, arn).get("iterator");
      return RawTableCall.of(
              local.endpoint(),
              RawTableCall.STREAMS + "GetRecords",
              "{\"ShardIterator\":\"" + iterator + "\"}")
          .json()
          .field("Records")
          .orElseThrow()
          .asArray();
    }
  }

  /** The way in: as Kinesis Data Streams for DynamoDB has them, with PutRecords. */
  private void put(List<JsonNode> raw) {
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, topic + "-bridge", 2, request -> {});
      for (JsonNode each : raw) {
        JsonNode change = each.field("dynamodb").orElseThrow();
        kinesis.putRecord(
            request ->
                request
                    .streamName(stream.name())
                    .partitionKey(change.field("Keys").toString())
                    .data(SdkBytes.fromUtf8String(kinesisForm(each, change))));
      }
    }
  }

  /** Items of batches that are deleted go as if their time to live had ended. */
  private static Record expiring(Record record) {
    boolean expires =
        record.eventName() == OperationType.REMOVE
            && AttributeValue.fromS("batch").equals(record.dynamodb().keys().get("id"));
    return expires
        ? record.toBuilder()
            .userIdentity(who -> who.principalId("dynamodb.amazonaws.com").type("Service"))
            .build()
        : record;
  }

  private static String streamsForm(JsonNode record) {
    return isExpiring(record)
        ? "{\"userIdentity\":{\"PrincipalId\":\"dynamodb.amazonaws.com\",\"Type\":\"Service\"},"
            + record.toString().substring(1)
        : record.toString();
  }

  private static boolean isExpiring(JsonNode record) {
    return record.field("eventName").orElseThrow().asString().equals("REMOVE")
        && record.field("dynamodb").orElseThrow().field("Keys").toString().contains("\"batch\"");
  }

  private static String kinesisForm(JsonNode record, JsonNode change) {
    StringBuilder text = new StringBuilder("{\"recordFormat\":\"application/json\"");
    text.append(
        isExpiring(record)
            ? ",\"userIdentity\":{\"principalId\":\"dynamodb.amazonaws.com\",\"type\":\"Service\"}"
            : ",\"userIdentity\":null");
    text.append(",\"tableName\":\"any\"");
    for (String member : List.of("eventID", "eventName", "eventSource", "awsRegion")) {
      text.append(",\"%s\":%s".formatted(member, record.field(member).orElseThrow()));
    }
    double seconds =
        Double.parseDouble(change.field("ApproximateCreationDateTime").orElseThrow().asNumber());
    text.append(",\"dynamodb\":{\"ApproximateCreationDateTime\":" + (long) (seconds * 1000));
    for (String member : List.of("Keys", "NewImage", "OldImage", "SizeBytes")) {
      change.field(member).ifPresent(value -> text.append(",\"" + member + "\":" + value));
    }
    return text.append("}}").toString();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
  void whatATableShowsIsEqualToWhatDynamoDbLocalShows(StreamViewType view) {
    assertSame(read(topic + "-" + view), expected.getOrDefault(view, List.of()), view);
  }

  @Test
  void whatCameThroughPutRecordsIsEqualToo() {
    StreamViewType both = StreamViewType.NEW_AND_OLD_IMAGES;
    List<Record> shown = read(topic + "-bridge-" + both);
    assertSame(shown, expected.getOrDefault(both, List.of()), both);
  }

  @Test
  void theWritesAreOfAllKinds() {
    assertThat(expected.getOrDefault(StreamViewType.OLD_IMAGE, List.of()))
        .filteredOn(record -> record.userIdentity() != null)
        .hasSize(3);
    List<Record> records = expected.getOrDefault(StreamViewType.NEW_AND_OLD_IMAGES, List.of());
    assertThat(records.stream().collect(groupingBy(Record::eventName)).keySet())
        .contains(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
    assertThat(
            records.stream()
                .flatMap(record -> record.dynamodb().newImage().values().stream())
                .map(AttributeValue::type))
        .containsAll(
            List.of(
                AttributeValue.Type.B,
                AttributeValue.Type.BOOL,
                AttributeValue.Type.BS,
                AttributeValue.Type.L,
                AttributeValue.Type.M,
                AttributeValue.Type.N,
                AttributeValue.Type.NS,
                AttributeValue.Type.NUL,
                AttributeValue.Type.S,
                AttributeValue.Type.SS));
  }

  private List<Record> read(String table) {
    String arn = TableClients.onlyStream(streams, table);
    return new StreamFollower(arn, List.of(streams))
        .finish().stream().map(StreamFollower.Read::record).toList();
  }

  /** In the order of each item: the copy has two partitions. */
  private static void assertSame(List<Record> shown, List<Record> there, StreamViewType view) {
    assertThat(there).hasSizeGreaterThan(20);
    assertThat(byItem(shown, view)).isEqualTo(byItem(there, view));
  }

  private static Map<Map<String, AttributeValue>, List<Record>> byItem(
      List<Record> records, StreamViewType view) {
    return records.stream()
        .map(record -> comparable(record, view))
        .collect(groupingBy(record -> record.dynamodb().keys()));
  }

  /**
   * Without what has to be different: numbers are each stream's own; DynamoDB Local is in a region
   * of its own; and the changes of another table than the one that was copied have other ids and
   * were made at another time, which DynamoDB Local shows to the minute.
   */
  private static Record comparable(Record record, StreamViewType view) {
    StreamRecord.Builder change = record.dynamodb().toBuilder().sequenceNumber(null);
    Record.Builder builder = record.toBuilder().awsRegion(null);
    if (view != StreamViewType.NEW_AND_OLD_IMAGES) {
      change.approximateCreationDateTime(null);
      builder.eventID(null);
    }
    return builder.dynamodb(change.build()).build();
  }
}
