// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.kinesis.Encoding;
import io.offshard.it.kinesis.Hostile;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Calls that are meant to do harm: each is answered, and never as the server's own fault. */
@TestInstance(Lifecycle.PER_CLASS)
final class V3ioHostileIT {
  private static final int ROUNDS = 1_500;

  private final V3ioClient v3io = new V3ioClient(SharedServer.endpoint());
  private final String path = "/users/" + StreamNames.fresh("hostile");
  private final Map<String, Map<String, String>> calls = new LinkedHashMap<>();

  @BeforeAll
  void create() {
    v3io.create(path, 2);
    assertThat(v3io.write(path, V3ioClient.record("a", 0)).status()).isEqualTo(200);
    calls.put(
        "CreateStream",
        Map.of("StreamName", "\"../x y\"", "ShardCount", "1", "RetentionPeriodHours", "24"));
    calls.put("DescribeStream", Map.of("StreamName", "\"a\""));
    calls.put("UpdateStream", Map.of("StreamName", "\"a\"", "ShardCount", "1"));
    calls.put("PutRecords", Map.of("Records", "[{\"Data\":\"\"}]"));
    calls.put(
        "Seek",
        Map.of(
            "ShardId",
            "0",
            "Type",
            "\"TIME\"",
            "TimestampSec",
            "1",
            "TimestampNSec",
            "0",
            "StartingSequenceNumber",
            "1"));
    calls.put(
        "GetRecords",
        Map.of("ShardId", "0", "Limit", "1", "Location", "\"" + v3io.earliest(path + "/0") + "\""));
  }

  private static void assertRefusedOrAnswered(Answer answer, String call) {
    assertThat(answer.status())
        .as("%s: %s", call, answer.text())
        .isIn(200, 204, 400, 403, 404, 409);
    if (answer.status() >= 400) {
      assertThat(answer.number("ErrorCode")).as(call).isNegative();
      assertThat(answer.text()).doesNotContain("Exception:", "\tat ", "java.lang");
    }
  }

  private static String body(Map<String, String> members) {
    return members.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String place(String function) {
    return function.equals("CreateStream") ? "/users/x/" : path + "/";
  }

  @Test
  void everyHostileValueOfEveryMemberIsAnswered() {
    calls.forEach(
        (function, members) ->
            members
                .keySet()
                .forEach(
                    member -> {
                      for (byte[] value : Hostile.values(Encoding.JSON)) {
                        Map<String, String> changed = new LinkedHashMap<>(members);
                        changed.put(member, new String(value, UTF_8));
                        String body = body(changed);
                        assertRefusedOrAnswered(
                            v3io.call("POST", function, place(function), body),
                            function + " " + body.substring(0, Math.min(200, body.length())));
                      }
                    }));
  }

  @Test
  void everyHostileMemberOfARecordIsAnswered() {
    for (String member : List.of("Data", "ClientInfo", "PartitionKey", "ShardId")) {
      for (byte[] value : Hostile.values(Encoding.JSON)) {
        Map<String, String> record = new LinkedHashMap<>(Map.of("Data", "\"\"", "ShardId", "0"));
        record.put(member, new String(value, UTF_8));
        String body = "{\"Records\":[" + body(record) + "]}";
        assertRefusedOrAnswered(
            v3io.call("PUT", "PutRecords", path, body),
            member + " " + body.substring(0, Math.min(200, body.length())));
      }
    }
  }

  @Test
  void bodiesWithAnyByteChangedAreAnswered() {
    Random random = new Random(8);
    List<String> functions = new ArrayList<>(calls.keySet());
    for (int i = 0; i < ROUNDS; i++) {
      String function = functions.get(random.nextInt(functions.size()));
      StringBuilder body = new StringBuilder(body(calls.getOrDefault(function, Map.of())));
      for (int j = random.nextInt(3); j >= 0; j--) {
        body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(128));
      }
      assertRefusedOrAnswered(
          v3io.call("PUT", function, place(function), body.toString()), function + " " + body);
    }
  }

  @Test
  void pathsOfAnyKindAreAnswered() {
    List<String> parts =
        List.of(
            "/",
            "//",
            "..",
            ".",
            "%2e",
            "%2F",
            "%252f",
            "%00",
            "%",
            "%zz",
            "%ff",
            "users",
            "a",
            "0",
            "-1",
            "4294967296",
            "a.b",
            "~",
            ";x=1",
            "?q",
            "+",
            "%20",
            "x".repeat(3_000));
    Random random = new Random(9);
    RawPath raw = new RawPath(SharedServer.endpoint());
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder odd = new StringBuilder("/users/");
      for (int j = random.nextInt(6); j >= 0; j--) {
        odd.append(parts.get(random.nextInt(parts.size())));
      }
      String function = List.of("DescribeStream", "SeekShard").get(random.nextInt(2));
      assertThat(raw.status(function, odd.toString())).as(odd.toString()).isIn(400, 404);
    }
  }
}
