// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Items and attributes, as consumer groups use them and a little beyond. */
@TestInstance(Lifecycle.PER_CLASS)
final class V3ioItemsIT {
  private static final Pattern VERIFIER =
      Pattern.compile("__mtime_secs==(\\d+) and __mtime_nsecs==(\\d+)");

  private final V3ioClient v3io = new V3ioClient(SharedServer.endpoint());
  private final String stream = "/users/" + StreamNames.fresh("items");

  @BeforeAll
  void create() {
    v3io.create(stream, 3);
    var _ = v3io.write(stream, record("a", 0), record("b", 0));
  }

  private String item(String name) {
    return stream + "/" + StreamNames.fresh(name) + ".json";
  }

  private Answer get(String path, String attributes) {
    return v3io.call("PUT", "GetItem", path, "{\"AttributesToGet\": \"" + attributes + "\"}");
  }

  private Answer put(String path, String condition, String attributes) {
    return v3io.call(
        "PUT",
        "PutItem",
        path,
        "{\"UpdateMode\":\"CreateOrReplaceAttributes\",\"ConditionExpression\":\"%s\",\"Item\":{%s}}"
            .formatted(condition, attributes));
  }

  private Answer update(String path, String expression) {
    return v3io.call("POST", "UpdateItem", path, "{\"UpdateExpression\":\"" + expression + "\"}");
  }

  private static JsonNode attribute(Answer answer, String name) {
    return answer.is(200).member("Item").field(name).orElseThrow();
  }

  private static String condition(Answer read) {
    return "(__mtime_nsecs == %s) AND (__mtime_secs == %s)"
        .formatted(
            attribute(read, "__mtime_nsecs").field("N").orElseThrow().asString(),
            attribute(read, "__mtime_secs").field("N").orElseThrow().asString());
  }

  @Test
  void theStateOfAGroupIsMadeReadAndChangedByCompareAndSet() {
    String path = item("group-state");
    String wanted = "__mtime_nsecs,__mtime_secs,state";
    assertThat(get(path, wanted).is(404).error()).isEqualTo("No such file or directory");

    Answer made = put(path, "not(exists(state))", "\"state\":{\"S\":\"one\"}").is(200);
    assertThat(made.text()).isEmpty();
    String verifier =
        made.response().headers().firstValue("X-v3io-transaction-verifier").orElseThrow();
    assertThat(verifier).matches(VERIFIER);
    assertThat(made.response().headers().firstValue("Last-Modified").orElseThrow())
        .endsWith(" GMT");
    assertThat(
            put(path, "not(exists(state))", "\"state\":{\"S\":\"two\"}")
                .is(400)
                .number("ErrorCode"))
        .isEqualTo(-16777244);

    Answer read = get(path, wanted).is(200);
    assertThat(attribute(read, "state").field("S").orElseThrow().asString()).isEqualTo("one");
    Matcher written = VERIFIER.matcher(verifier);
    assertThat(written.matches()).isTrue();
    assertThat(attribute(read, "__mtime_nsecs").field("N").orElseThrow().asString())
        .isEqualTo(written.group(2));
    assertThat(read.member("Item").asObject()).hasSize(3);

    String seen = condition(read);
    assertThat(put(path, seen, "\"state\":{\"S\":\"three\"}").status()).isEqualTo(200);
    assertThat(put(path, seen, "\"state\":{\"S\":\"four\"}").status()).isEqualTo(400);
    assertThat(attribute(get(path, "state"), "state").field("S").orElseThrow().asString())
        .isEqualTo("three");
  }

  @Test
  void everyWriteHasATimeOfItsOwn() {
    String path = item("times");
    List<String> times = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      times.add(
          put(path, "", "\"n\":{\"N\":\"" + i + "\"}")
              .is(200)
              .response()
              .headers()
              .firstValue("X-v3io-transaction-verifier")
              .orElseThrow());
    }
    assertThat(new HashSet<>(times)).hasSize(50);
  }

  @Test
  void aShardWithoutRecordsHasNoItemAndGetsNone() {
    assertThat(get(stream + "/2", "__last_sequence_num").status()).isEqualTo(404);
    assertThat(put(stream + "/2", "__obj_type == 3", "\"a\":{\"N\":\"1\"}").status())
        .isEqualTo(404);
    assertThat(put(stream + "/9", "", "\"a\":{\"N\":\"1\"}").status()).isEqualTo(404);
    assertThat(get(stream + "/2", "*").status()).isEqualTo(404);
  }

  @Test
  void aShardTellsItsTypeItsEndAndWhatIsCommitted() {
    String committed = "__g_committed_sequence_number";
    assertThat(get(stream + "/0", committed).is(200).text()).isEqualTo("{\"Item\":{}}");
    Answer commit =
        put(stream + "/0", "__obj_type == 3", "\"%s\":{\"N\":\"1\"}".formatted(committed)).is(200);
    assertThat(commit.response().headers().firstValue("X-v3io-transaction-verifier")).isPresent();
    assertThat(put(stream + "/0", "__obj_type == 1", "\"x\":{\"N\":\"1\"}").status())
        .isEqualTo(400);

    Answer lag = get(stream + "/0/", "__last_sequence_num," + committed);
    assertThat(lag.is(200).member("Item").asObject())
        .containsOnlyKeys("__last_sequence_num", committed);
    Answer all = get(stream + "/0", "**");
    assertThat(attribute(all, "__last_sequence_num").field("N").orElseThrow().asString())
        .isEqualTo("2");
    assertThat(attribute(all, "__obj_type").field("N").orElseThrow().asString()).isEqualTo("3");
    assertThat(attribute(all, "__name").field("S").orElseThrow().asString()).isEqualTo("0");
    assertThat(attribute(all, committed).field("N").orElseThrow().asString()).isEqualTo("1");
  }

  @Test
  void attributesOfEveryTypeAreMergedReplacedAndReadAsTheyWereWritten() {
    String path = item("types");
    String all =
        """
        "s":{"S":"a \\"text\\" é"},"n":{"N":"-1.50"},"b":{"B":"AAH/"},"t":{"BOOL":true},\
        "w":{"TS":"1700000000:5"}\
        """;
    assertThat(put(path, "", all).status()).isEqualTo(200);
    assertThat(get(path, "*").is(200).text())
        .isEqualTo(
            """
            {"Item":{"b":{"B":"AAH/"},"n":{"N":"-1.50"},"s":{"S":"a \\"text\\" é"},\
            "t":{"BOOL":true},"w":{"TS":"1700000000:5"}}}\
            """);

    assertThat(put(path, "n < 0 AND t == true", "\"s\":{\"S\":\"\"}").status()).isEqualTo(200);
    assertThat(get(path, "s,n,none").text())
        .isEqualTo("{\"Item\":{\"n\":{\"N\":\"-1.50\"},\"s\":{\"S\":\"\"}}}");
    assertThat(v3io.call("POST", "PutItem", path, "{\"Item\":{\"x\":{\"N\":\"1\"}}}").status())
        .isEqualTo(200);
    assertThat(get(path, "*").text()).isEqualTo("{\"Item\":{\"x\":{\"N\":\"1\"}}}");
  }

  @Test
  void plainUpdateExpressionsSetAttributesAndOthersAreRefusedByName() {
    String path = item("updates");
    assertThat(update(path, "SET a=1; b='x'; c=true").status()).isEqualTo(200);
    assertThat(update(path, "a = a + 2 - 0.5; d = b").status()).isEqualTo(200);
    assertThat(get(path, "*").text())
        .isEqualTo(
            "{\"Item\":{\"a\":{\"N\":\"2.5\"},\"b\":{\"S\":\"x\"},\"c\":{\"BOOL\":true},"
                + "\"d\":{\"S\":\"x\"}}}");

    assertThat(update(path, "REMOVE a").is(400).error()).contains("does not support REMOVE");
    assertThat(update(path, "a = if_not_exists(a, 1)").is(400).error())
        .contains("if_not_exists(...)");
    assertThat(update(path, "a = missing + 1").status()).isEqualTo(400);
    assertThat(update(path, "b = b + 1").status()).isEqualTo(400);
    assertThat(update(path, "__obj_type = 3").status()).isEqualTo(400);
  }

  @Test
  void aStreamDirectoryAnswersThatItHasNoItems() {
    assertThat(v3io.put("GetItems", stream + "/").is(200).text())
        .isEqualTo(
            "{\"LastItemIncluded\":\"TRUE\",\"NextMarker\":\"\",\"EvaluatedItems\":0,"
                + "\"NumItems\":0,\"Items\":[]}");
    assertThat(v3io.put("GetItems", "/users/nowhere-at-all/").status()).isEqualTo(404);
  }

  @Test
  void aStreamMadeAnewHasNoItems() {
    String anew = "/users/" + StreamNames.fresh("anew");
    v3io.create(anew, 1);
    assertThat(put(anew + "/g-state.json", "", "\"state\":{\"S\":\"x\"}").status()).isEqualTo(200);
    assertThat(v3io.call("DELETE", anew + "/g-state.json", "", Map.of()).status()).isEqualTo(204);
    assertThat(put(anew + "/g-state.json", "", "\"state\":{\"S\":\"y\"}").status()).isEqualTo(200);
    assertThat(v3io.call("DELETE", anew + "/g-state.json", "", Map.of()).status()).isEqualTo(204);
    assertThat(v3io.call("DELETE", anew + "/", "", Map.of()).status()).isEqualTo(204);
    v3io.create(anew, 1);
    assertThat(get(anew + "/g-state.json", "*").status()).isEqualTo(404);
  }

  @Test
  void hostileItemsAndConditionsAreTheCallersFault() {
    String path = item("hostile");
    assertThat(put(path, "", "\"a\":{\"N\":\"1\"}").status()).isEqualTo(200);
    List<String> conditions =
        List.of(
            "(".repeat(5_000) + "a == 1",
            "not ".repeat(5_000) + "exists(a)",
            "a == 1 AND ".repeat(100_000) + "a == 1",
            "a ==",
            "== 1",
            "a = 1",
            "a == 'x",
            "a == 1)",
            "a === 1",
            "exists(a",
            "a == 1e99999",
            "drop table",
            "\\u0000",
            "size(a) == 1");
    for (String condition : conditions) {
      Answer answer = put(path, condition, "\"a\":{\"N\":\"2\"}");
      assertThat(answer.status())
          .as(condition.substring(0, Math.min(40, condition.length())))
          .isEqualTo(400);
      assertThat(answer.number("ErrorCode")).isNegative();
    }
    for (String item :
        List.of(
            "\"a\":{\"N\":\"x\"}",
            "\"a\":{\"N\":\"1e9999\"}",
            "\"a\":{}",
            "\"a\":{\"S\":\"x\",\"N\":\"1\"}",
            "\"a\":{\"TS\":\"1\"}",
            "\"\":{\"S\":\"x\"}",
            "\"__size\":{\"N\":\"1\"}",
            "\"a\":{\"B\":\"?\"}",
            "\"a\":1")) {
      assertThat(put(path, "", item).status()).as(item).isEqualTo(400);
    }
    assertThat(put(path, "", "\"a\":{\"S\":\"" + "x".repeat(300 << 10) + "\"}").status())
        .isEqualTo(413);
    assertThat(get(path, "a").text()).isEqualTo("{\"Item\":{\"a\":{\"N\":\"1\"}}}");
  }
}
