// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Callers that come to Kafka as themselves: owner may do everything, alice read and write, bob only
 * write, carol only read, dave nothing, and erin's password is wrong.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class KafkaPrincipalsIT {
  private static final String STREAM = "orders";
  private static final String SHARD = "shardId-000000000000";
  private static final List<String> NAMES =
      List.of("owner", "alice", "bob", "carol", "dave", "erin");

  private final Map<String, KinesisClient> clients = new HashMap<>();
  private Path directory;
  private UsersBroker broker;
  private OffshardProcess server;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    broker = UsersBroker.start(directory.resolve("broker"));
    broker.add(NAMES.toArray(new String[0]));
    broker.allowAll("owner", "orders", ALL);
    broker.allow("alice", STREAM, READ, WRITE);
    broker.allow("bob", STREAM, WRITE);
    broker.allow("carol", STREAM, READ);
    Path home = Files.createDirectories(directory.resolve("home"));
    server = OffshardProcess.serve(home, broker.broker().bootstrapServers(), settings(home));
    for (String name : NAMES) {
      clients.put(name, client(name));
    }
    LiveStream.create(as("owner"), STREAM, 1, request -> {});
    put("alice");
  }

  private Map<String, String> settings(Path home) throws IOException {
    Map<String, String> settings = new HashMap<>(broker.settings(home));
    String keys = NAMES.stream().map(KafkaPrincipalsIT::key).collect(Collectors.joining());
    settings.put("OFFSHARD_AUTH_MODE", "sigv4");
    settings.put(
        "OFFSHARD_AUTH_CREDENTIALS_FILE",
        Files.writeString(home.resolve("credentials"), keys).toString());
    settings.put("OFFSHARD_AUTH_ACCESS", "all");
    settings.put("OFFSHARD_AUTH_KAFKA_PRINCIPAL", "per-key");
    settings.put("OFFSHARD_AUTH_KAFKA_CLIENTS_RECHECK", "1s");
    return settings;
  }

  private static String key(String name) {
    return """
    [%1$s]
    aws_access_key_id = AKIA%1$s
    aws_secret_access_key = secret-of-%1$s
    kafka_username = %1$s
    kafka_password = %2$s
    """
        .formatted(name, name.equals("erin") ? "a-wrong-password" : UsersBroker.password(name));
  }

  private KinesisClient client(String name) {
    return JavaClients.configured(KinesisClient.builder(), server.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIA" + name, "secret-of-" + name)))
        .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @AfterAll
  void stop() {
    clients.values().forEach(KinesisClient::close);
    server.close();
    broker.close();
  }

  private KinesisClient as(String caller) {
    return Objects.requireNonNull(clients.get(caller));
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
}
