// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.TourStep;
import io.offshard.it.kinesis.Encoding;
import io.offshard.it.kinesis.Hostile;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What is said to calls with mistakes, and to calls that are meant to do harm. */
@TestInstance(Lifecycle.PER_CLASS)
final class YandexRefusalsIT {
  private static final String CBOR = "application/cbor";

  private RefusedStreams scene;

  /** A call and what is said to it; {@code ${name}} stands for something of the scene. */
  record Row(String operation, String body, String error, String says) {
    static Row of(JsonNode row) {
      return new Row(
          text(row, "op"),
          row.field("in").orElseThrow().toString(),
          text(row, "error"),
          text(row, "says"));
    }

    private static String text(JsonNode row, String member) {
      return row.field(member).orElseThrow().asString();
    }
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    scene = RefusedStreams.start(directory);
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  static Stream<Row> rows() {
    try {
      String table = Files.readString(Project.testFile("tour/yandex-refusals.json"));
      return JsonNode.parser().parse(table).asArray().stream().map(Row::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theErrorIsTheServicesOwn(Row row) {
    YandexCall.Answer answer = scene.calls().of(row.operation(), filled(row.body()));
    assertThat(answer.type()).as(answer.text()).isEqualTo(row.error());
    assertThat(answer.message()).isEqualTo(filled(row.says()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().field("__type").orElseThrow().asString()).isEqualTo(row.error());
    assertThat(answer.isChecksummed()).isTrue();
  }

  @Test
  void eachOperationHasARow() {
    assertThat(rows().map(Row::operation))
        .contains(calls().keySet().toArray(String[]::new))
        .contains("PutRecords", "UpdateStream", "SetWriteQuota", "ListStreams");
  }

  @Test
  void whatWasRefusedHasNotHappened() {
    rows()
        .filter(row -> row.body().contains("${native}"))
        .forEach(row -> scene.calls().of(row.operation(), filled(row.body())));

    YandexCall.Answer answer =
        scene.calls().of("DescribeStream", filled("{\"StreamName\":\"${native}\"}"));
    assertThat(answer.text())
        .contains("\"StreamStatus\":\"ACTIVE\"", "\"RetentionPeriodHours\":12", "shard-000001")
        .doesNotContain("shard-000002");
  }

  private String filled(String body) {
    return TourStep.filled(body, scene.names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SharedServer.DATABASE + "/..",
        "/ru-central1/b1g8s2q0/%65tn01r9c",
        "/ru-central1//b1g8s2q0/etn01r9c",
        SharedServer.DATABASE + "/stream",
        "/%252e%252e",
        "/Root1"
      })
  void anyOtherPathIsThatOfNoDatabase(String path) {
    YandexCall.Answer answer = ask(path, "ListStreams", "{}".getBytes(UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("ResourceNotFoundException");
    assertThat(answer.message()).isEqualTo("Database with path '" + path + "' doesn't exists");
  }

  @Test
  void aPathOfAbsurdLengthOrWithAZeroIsAnswered() {
    for (String path : List.of("/" + "a/".repeat(3_000) + "b", "/%00")) {
      assertThat(ask(path, "ListStreams", "{}".getBytes(UTF_8)).status()).isIn(400, 414, 431);
    }
  }

  private YandexCall.Answer ask(String path, String operation, byte[] body) {
    return scene.calls().at(path, operation, YandexCall.JSON, body, "X-YaCloud-SubjectToken", "t");
  }

  private Map<String, Map<String, String>> calls() {
    String stream = quoted("stream");
    Map<String, Map<String, String>> calls = new LinkedHashMap<>();
    calls.put(
        "CreateStream",
        Map.of("StreamName", stream, "ShardCount", "1", "RetentionPeriodHours", "4"));
    calls.put(
        "DescribeStream",
        Map.of("StreamName", stream, "Limit", "2", "ExclusiveStartShardId", "\"shard-000000\""));
    calls.put(
        "ListShards",
        Map.of("StreamName", stream, "MaxResults", "1", "ShardFilter", "{\"Type\":\"AT_LATEST\"}"));
    calls.put(
        "GetShardIterator",
        Map.of(
            "StreamName", stream,
            "ShardId", "\"shard-000000\"",
            "ShardIteratorType", "\"AT_SEQUENCE_NUMBER\"",
            "StartingSequenceNumber", "\"0\"",
            "Timestamp", "1700000000"));
    calls.put("GetRecords", Map.of("ShardIterator", quoted("iterator"), "Limit", "3"));
    calls.put(
        "PutRecord",
        Map.of(
            "StreamName",
            stream,
            "Data",
            "\"\"",
            "PartitionKey",
            "\"k\"",
            "ExplicitHashKey",
            "\"0\""));
    calls.put("ListStreamConsumers", Map.of("StreamARN", stream, "MaxResults", "1"));
    return calls;
  }

  private String quoted(String name) {
    return "\"" + scene.names().getOrDefault(name, "") + "\"";
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void anyValueInThePlaceOfAnyMemberIsAnswered() {
    calls()
        .forEach(
            (operation, members) -> {
              for (String member : members.keySet()) {
                for (byte[] hostile : Hostile.values(Encoding.JSON)) {
                  Map<String, String> changed = new LinkedHashMap<>(members);
                  changed.put(member, new String(hostile, UTF_8));
                  assertAnswered(operation, YandexCall.JSON, object(changed).getBytes(UTF_8));
                }
              }
            });
  }

  @Test
  void anyBodyIsAnswered() {
    for (String operation : calls().keySet()) {
      for (byte[] hostile : Hostile.values(Encoding.JSON)) {
        assertAnswered(operation, YandexCall.JSON, hostile);
      }
      for (byte[] hostile : Hostile.values(Encoding.CBOR)) {
        assertAnswered(operation, CBOR, hostile);
      }
    }
  }

  private void assertAnswered(String operation, String type, byte[] body) {
    YandexCall.Answer answer = scene.calls().at(SharedServer.DATABASE, operation, type, body);
    String call = operation + " " + new String(body, 0, Math.min(200, body.length), UTF_8);
    assertThat(answer.status()).as("%s: %s", call, answer.text()).isIn(200, 400);
    assertThat(answer.isChecksummed()).as(call).isTrue();
    assertThat(answer.text()).doesNotContain("\tat ", "java.lang");
  }
}
