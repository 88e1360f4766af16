// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Callers that come to Kafka as themselves: owner may do everything, alice read and write, bob only
 * write, carol only read, dave and fred nothing, and erin's password is wrong.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class KafkaPrincipalsIT {
  private static final String STREAM = OwnUsers.STREAM;
  private static final String TABLE = OwnUsers.TABLE;
  private static final String SHARD = "shardId-000000000000";

  private OwnUsers users;
  private UsersBroker broker;
  private OffshardProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    users = OwnUsers.start(directory);
    broker = users.broker();
    server = users.server();
    LiveStream.create(as("owner"), STREAM, 1, request -> {});
    put("alice");
  }

  @AfterAll
  void stop() {
    users.close();
  }

  private KinesisClient as(String caller) {
    return users.kinesis(caller);
  }

  private void put(String caller) {
    as(caller)
        .putRecord(
            request ->
                request
                    .streamName(STREAM)
                    .partitionKey("k")
                    .data(SdkBytes.fromUtf8String("hello")));
  }

  private void putSeveral(String caller) {
    PutRecordsRequestEntry one =
        PutRecordsRequestEntry.builder()
            .partitionKey("k")
            .data(SdkBytes.fromUtf8String("several"))
            .build();
    assertThat(
            as(caller)
                .putRecords(request -> request.streamName(STREAM).records(one, one))
                .failedRecordCount())
        .isZero();
  }

  private String iterator(String caller, ShardIteratorType type) {
    return as(caller)
        .getShardIterator(
            request -> {
              request.streamName(STREAM).shardId(SHARD).shardIteratorType(type);
              if (type == ShardIteratorType.AT_TIMESTAMP) {
                request.timestamp(Instant.EPOCH);
              }
            })
        .shardIterator();
  }

  private List<String> read(String caller, String iterator) {
    return as(caller).getRecords(request -> request.shardIterator(iterator)).records().stream()
        .map(record -> record.data().asUtf8String())
        .toList();
  }

  private static void assertDenied(String caller, String action, ThrowingCallable call) {
    assertThatThrownBy(call)
        .as("%s by %s", action, caller)
        .isInstanceOfSatisfying(
            AccessDeniedException.class,
            denied ->
                assertThat(denied.awsErrorDetails().errorMessage())
                    .contains("is not authorized to perform: kinesis:" + action + " on resource: ")
                    .endsWith("because no ACL of Kafka allows the kinesis:" + action + " action"));
  }

  @Test
  void whoMayWriteInKafkaWritesHere() {
    for (String caller : List.of("alice", "bob")) {
      put(caller);
      putSeveral(caller);
    }
    for (String caller : List.of("carol", "dave", "erin")) {
      assertDenied(caller, "PutRecord", () -> put(caller));
      assertDenied(caller, "PutRecords", () -> putSeveral(caller));
    }
  }

  @Test
  void whoMayReadInKafkaReadsHere() {
    for (String caller : List.of("alice", "carol")) {
      for (ShardIteratorType type :
          List.of(ShardIteratorType.TRIM_HORIZON, ShardIteratorType.AT_TIMESTAMP)) {
        assertThat(read(caller, iterator(caller, type))).startsWith("hello");
      }
    }
    String foreign = iterator("alice", ShardIteratorType.TRIM_HORIZON);
    for (String caller : List.of("bob", "dave", "erin")) {
      for (ShardIteratorType type :
          List.of(ShardIteratorType.TRIM_HORIZON, ShardIteratorType.AT_TIMESTAMP)) {
        assertDenied(caller, "GetShardIterator", () -> iterator(caller, type));
      }
      assertDenied(caller, "GetRecords", () -> read(caller, foreign));
    }
  }

  @Test
  void whoMayDoAnythingWithTheTopicIsToldOfTheStream() {
    for (String caller : List.of("alice", "bob", "carol")) {
      assertThat(as(caller).describeStream(request -> request.streamName(STREAM))).isNotNull();
      assertThat(as(caller).listStreams().streamNames()).contains(STREAM);
    }
    for (String caller : List.of("dave", "erin")) {
      assertDenied(
          caller,
          "DescribeStream",
          () -> as(caller).describeStream(request -> request.streamName(STREAM)));
      assertThat(as(caller).listStreams().streamNames()).isEmpty();
    }
  }

  @Test
  void whoMayNotCreateOrDeleteTopicsCreatesAndDeletesNoStreams() {
    for (String caller : List.of("alice", "bob", "carol", "dave", "erin")) {
      assertDenied(
          caller,
          "CreateStream",
          () -> as(caller).createStream(request -> request.streamName("orders-2").shardCount(1)));
      assertDenied(
          caller,
          "DeleteStream",
          () -> as(caller).deleteStream(request -> request.streamName(STREAM)));
      assertDenied(
          caller,
          "IncreaseStreamRetentionPeriod",
          () ->
              as(caller)
                  .increaseStreamRetentionPeriod(
                      request -> request.streamName(STREAM).retentionPeriodHours(48)));
    }
    LiveStream made = LiveStream.create(as("owner"), "orders-2", 1, request -> {});
    as("owner").deleteStream(request -> request.streamName(made.name()));
  }

  @Test
  void whoHasAWrongPasswordIsToldOfInTheLogWithoutIt() {
    assertThatThrownBy(() -> put("erin")).isInstanceOf(AccessDeniedException.class);
    assertThat(server.output())
        .contains("Kafka does not let erin in")
        .doesNotContain("a-wrong-password");
  }

  @Test
  void aRightThatIsTakenAwayOrGivenShowsAtOnce() {
    broker.allow("dave", STREAM, DESCRIBE, READ);
    await()
        .ignoreExceptionsInstanceOf(AccessDeniedException.class)
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> read("dave", iterator("dave", ShardIteratorType.TRIM_HORIZON)),
            l -> !l.isEmpty());
    String iterator = iterator("dave", ShardIteratorType.TRIM_HORIZON);
    broker.revoke("dave", STREAM, DESCRIBE, READ);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertDenied("dave", "GetRecords", () -> read("dave", iterator)));
    assertThat(read("alice", iterator)).isNotEmpty();
  }

  @Test
  void aSubscriberIsToldNothingMoreOnceItsRightIsGone() {
    broker.allow("fred", STREAM, READ);
    String streamArn =
        as("alice")
            .describeStreamSummary(request -> request.streamName(STREAM))
            .streamDescriptionSummary()
            .streamARN();
    String consumer =
        await()
            .ignoreExceptionsInstanceOf(AccessDeniedException.class)
            .until(
                () ->
                    as("fred")
                        .registerStreamConsumer(
                            request -> request.streamARN(streamArn).consumerName("fred"))
                        .consumer()
                        .consumerARN(),
                Objects::nonNull);
    try (KinesisAsyncClient pushed = users.pushed("fred")) {
      List<String> told = new CopyOnWriteArrayList<>();
      CompletableFuture<Void> first = subscribe(pushed, consumer, told);
      await().until(() -> told.contains("hello"));
      put("alice");
      broker.revoke("fred", STREAM, READ);
      await().atMost(Duration.ofSeconds(10)).until(first::isDone);
      int before = told.size();
      put("alice");

      assertThatThrownBy(() -> subscribe(pushed, consumer, told).join())
          .hasCauseInstanceOf(AccessDeniedException.class);
      assertThat(told).hasSize(before);
    }
  }

  private static CompletableFuture<Void> subscribe(
      KinesisAsyncClient client, String consumer, List<String> told) {
    return client.subscribeToShard(
        request ->
            request
                .consumerARN(consumer)
                .shardId(SHARD)
                .startingPosition(at -> at.type(ShardIteratorType.TRIM_HORIZON)),
        SubscribeToShardResponseHandler.builder()
            .subscriber(
                SubscribeToShardResponseHandler.Visitor.builder()
                    .onSubscribeToShardEvent(
                        event ->
                            event.records().forEach(each -> told.add(each.data().asUtf8String())))
                    .build())
            .build());
  }

  @Test
  void theChangesOfATableAreForThoseWhoMayReadItsTopic() {
    LiveStream.create(as("owner"), TABLE, 1, request -> {})
        .put(0, "k", "{\"price\": 5}".getBytes(StandardCharsets.UTF_8));
    try (DynamoDbStreamsClient carol = users.tables("carol");
        DynamoDbStreamsClient bob = users.tables("bob")) {
      Stream listed =
          await()
              .until(
                  () -> carol.listStreams(request -> request.tableName(TABLE)).streams(),
                  streams -> streams.size() == 1)
              .getFirst();
      String shard =
          carol
              .describeStream(request -> request.streamArn(listed.streamArn()))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          carol
              .getShardIterator(
                  request ->
                      request
                          .streamArn(listed.streamArn())
                          .shardId(shard)
                          .shardIteratorType("TRIM_HORIZON"))
              .shardIterator();
      assertThat(carol.getRecords(request -> request.shardIterator(iterator)).records())
          .singleElement()
          .satisfies(
              change ->
                  assertThat(change.dynamodb().newImage())
                      .containsEntry("price", AttributeValue.fromN("5")));
      assertThat(bob.listStreams(request -> request.tableName(TABLE)).streams()).isEmpty();
      assertThatThrownBy(() -> bob.getRecords(request -> request.shardIterator(iterator)))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("because no ACL of Kafka allows the dynamodb:GetRecords action");
    }
  }

  @Test
  void streamsAndItemsOfV3ioAreForThoseWhoMayReadTheTopic() {
    String path = "/users/orders/";
    assertThat(users.v3io("alice", "CreateStream", path, "{\"ShardCount\":1}")).startsWith("403");
    assertThat(users.v3io("owner", "CreateStream", path, "{\"ShardCount\":1}")).startsWith("204");
    broker.allow("carol", "users.orders", READ);
    assertThat(users.v3io("carol", "PutRecords", path, "{\"Records\":[{\"Data\":\"aGk=\"}]}"))
        .startsWith("403");
    assertThat(users.v3io("owner", "PutRecords", path, "{\"Records\":[{\"Data\":\"aGk=\"}]}"))
        .startsWith("200");
    String seek = "{\"Type\":\"EARLIEST\"}";
    String location =
        users
            .v3io("carol", "Seek", path + "0", seek)
            .replaceFirst("(?s)^200.*\"Location\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    String from = "{\"Location\":\"%s\"}".formatted(location);
    assertThat(users.v3io("carol", "GetRecords", path + "0", from))
        .startsWith("200")
        .contains("aGk=");
    String item = "{\"Item\":{\"a\":{\"N\":\"1\"}}}";
    assertThat(users.v3io("carol", "PutItem", path + "state", item)).startsWith("20");
    assertThat(users.v3io("bob", "Seek", path + "0", seek)).startsWith("403");
    assertThat(users.v3io("bob", "GetRecords", path + "0", from)).startsWith("403");
    assertThat(users.v3io("bob", "GetItem", path + "state", "")).startsWith("403");
    assertThat(users.v3io("bob", "PutItem", path + "state", item)).startsWith("403");
  }

  @Test
  void aQuotaOfKafkaHoldsUpItsCallerAndNobodyElse() {
    String user = "bob";
    limit(user, 10_000.0);
    try {
      byte[] much = new byte[140_000]; // of ten seconds' quota forty percent too much
      PutRecordRequest request =
          PutRecordRequest.builder()
              .streamName(STREAM)
              .partitionKey("k")
              .data(SdkBytes.fromByteArray(much))
              .build();
      as(user).putRecord(request);
      CompletableFuture<?> next = CompletableFuture.runAsync(() -> put(user));
      put("alice");
      assertThat(next).isNotDone();
      next.join();
    } finally {
      limit(user, null);
    }
  }

  private void limit(String user, @Nullable Double bytesPerSecond) {
    UsersBroker.await(
        broker
            .admin()
            .alterClientQuotas(
                List.of(
                    new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user)),
                        List.of(
                            new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)))))
            .all());
  }

  @Test
  void onlySoManyCallersHaveClientsAndNobodyWhoDoesNotCall() {
    for (String caller : List.of("owner", "alice", "bob", "carol", "dave", "fred")) {
      as(caller).listStreams();
    }
    assertThat(server.metric("offshard_kafka_callers")).isEqualTo(OwnUsers.MOST);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> server.metric("offshard_kafka_callers") == 0);
    put("alice");
    assertThat(server.metric("offshard_kafka_callers")).isOne();
  }
}
