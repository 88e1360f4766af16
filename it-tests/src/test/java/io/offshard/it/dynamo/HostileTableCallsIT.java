// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.dynamo.RawTableCall.Answer;
import io.offshard.it.kinesis.Encoding;
import io.offshard.it.kinesis.Hostile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are meant to do harm: each is answered, and never as the server's own fault. */
@TestInstance(Lifecycle.PER_CLASS)
final class HostileTableCallsIT {
  private static final String TABLES = "DynamoDB_20120810.";

  private final Map<String, Map<String, String>> calls = new LinkedHashMap<>();
  private RefusedTables tables;

  @BeforeAll
  void start(@TempDir Path directory) {
    tables = RefusedTables.start(directory);
    Map<String, String> names = new LinkedHashMap<>();
    tables.place().names().forEach((name, value) -> names.put(name, "\"" + value + "\""));
    String stream = names.getOrDefault("stream", "");
    String shard = names.getOrDefault("shard", "");
    calls.put(
        RawTableCall.STREAMS + "ListStreams",
        Map.of("TableName", "\"orders\"", "Limit", "2", "ExclusiveStartStreamArn", stream));
    calls.put(
        RawTableCall.STREAMS + "DescribeStream",
        Map.of(
            "StreamArn",
            stream,
            "Limit",
            "2",
            "ExclusiveStartShardId",
            shard,
            "ShardFilter",
            "{\"Type\":\"CHILD_SHARDS\",\"ShardId\":" + shard + "}"));
    calls.put(
        RawTableCall.STREAMS + "GetShardIterator",
        Map.of(
            "StreamArn",
            stream,
            "ShardId",
            shard,
            "ShardIteratorType",
            "\"AT_SEQUENCE_NUMBER\"",
            "SequenceNumber",
            names.getOrDefault("number", "")));
    calls.put(
        RawTableCall.STREAMS + "GetRecords",
        Map.of("ShardIterator", names.getOrDefault("iterator", ""), "Limit", "3"));
    calls.put(TABLES + "DescribeTable", Map.of("TableName", "\"orders\""));
    calls.put(TABLES + "ListTables", Map.of("ExclusiveStartTableName", "\"abc\"", "Limit", "1"));
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  private URI endpoint() {
    return tables.place().endpoint();
  }

  private static void assertRefusedOrAnswered(Answer answer, String call) {
    assertThat(answer.status()).as("%s: %s", call, answer.text()).isIn(200, 400);
    assertThat(answer.isChecksummed()).as(call).isTrue();
    if (answer.status() == 400) {
      String type = answer.type();
      assertThat(type).as(call).isEqualTo(TableRefusal.type(type.replaceAll(".*#", "")));
      assertThat(answer.text()).doesNotContain("Exception:", "\tat ", "java.lang.Null");
    }
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void anyValueInThePlaceOfAnyMemberIsAnswered() {
    calls.forEach(
        (target, members) -> {
          assertThat(RawTableCall.of(endpoint(), target, object(members)).status())
              .as(target)
              .isIn(200, target.endsWith("Table") ? 400 : 200);
          for (String member : members.keySet()) {
            for (byte[] hostile : Hostile.values(Encoding.JSON)) {
              Map<String, String> changed = new LinkedHashMap<>(members);
              changed.put(member, new String(hostile, UTF_8));
              String call = target + " " + member + " " + shortened(hostile);
              assertRefusedOrAnswered(RawTableCall.of(endpoint(), target, object(changed)), call);
            }
          }
        });
  }

  private static String shortened(byte[] value) {
    return new String(value, 0, Math.min(40, value.length), UTF_8);
  }

  @Test
  void anyBodyIsAnswered() {
    for (String target : calls.keySet()) {
      for (byte[] hostile : Hostile.values(Encoding.JSON)) {
        Answer answer = RawTableCall.of(endpoint(), target, RawTableCall.JSON, hostile);
        assertRefusedOrAnswered(answer, target + " " + shortened(hostile));
      }
      assertRefusedOrAnswered(RawTableCall.of(endpoint(), target, ""), target + " empty");
    }
  }

  @Test
  void anIteratorInWhichAnythingWasChangedIsNoIterator() {
    String iterator = tables.place().names().getOrDefault("iterator", "");
    Random random = new Random(7);
    List<String> forged = new ArrayList<>();
    // All but the last character, which may have bits that mean nothing.
    for (int at = 0; at < iterator.length() - 1; at += 3) {
      char other = iterator.charAt(at) == 'A' ? 'B' : 'A';
      forged.add(iterator.substring(0, at) + other + iterator.substring(at + 1));
      forged.add(iterator.substring(0, at));
      forged.add(iterator.substring(at + 1));
      int there = random.nextInt(iterator.length());
      forged.add(iterator.substring(0, there) + "|1|" + iterator.substring(there));
    }
    for (String each : forged) {
      Answer answer =
          RawTableCall.of(
              endpoint(),
              RawTableCall.STREAMS + "GetRecords",
              "{\"ShardIterator\":\"" + each + "\"}");
      assertThat(answer.message()).as(each).isEqualTo("Invalid ShardIterator");
      assertThat(answer.type()).isEqualTo(TableRefusal.type("ValidationException"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-amz-cbor-1.1",
        "application/x-amz-cbor-1.0",
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded"
      })
  void whatIsNotSentAsItsJsonIsNotServed(String contentType) {
    for (String target : calls.keySet()) {
      for (byte[] body : Hostile.values(Encoding.CBOR).subList(0, 20)) {
        Answer answer = RawTableCall.of(endpoint(), target, contentType, body);
        assertThat(answer.status()).isBetween(400, 404);
      }
    }
  }
}
