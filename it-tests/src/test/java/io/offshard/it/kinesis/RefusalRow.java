// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import io.offshard.it.client.TourStep;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** An error that the model has for an operation, and what there is to it. */
record RefusalRow(String operation, String error, Fate fate) {

  /** What there is to it. */
  sealed interface Fate permits Seen, Elsewhere, Never {}

  /**
   * This provokes it.
   *
   * @param input the members of the request; {@code ${name}} stands for something of the scene
   * @param says what its text has in it, likewise
   */
  record Seen(JsonNode input, String says) implements Fate {

    Map<String, ?> input(Map<String, String> names) {
      return members(input, names);
    }

    String says(Map<String, String> names) {
      return TourStep.filled(says, names);
    }
  }

  /** Another test sees it. */
  record Elsewhere(String test) implements Fate {}

  /** It does not occur. */
  record Never(String why) implements Fate {}

  static RefusalRow of(JsonNode row) {
    Fate fate =
        row.field("in")
            .<Fate>map(input -> new Seen(input, text(row, "says")))
            .or(() -> row.field("seenBy").map(test -> new Elsewhere(test.text())))
            .orElseGet(() -> new Never(text(row, "never")));
    return new RefusalRow(text(row, "op"), text(row, "error"), fate);
  }

  private static String text(JsonNode row, String member) {
    return row.field(member).orElseThrow().asString();
  }

  private static Map<String, Object> members(JsonNode object, Map<String, String> names) {
    Map<String, Object> members = new LinkedHashMap<>();
    object
        .asObject()
        .forEach(
            (name, value) ->
                members.put(
                    name,
                    name.equals("Data")
                        ? Base64.getDecoder().decode(value.asString())
                        : any(value, names)));
    return members;
  }

  private static Object any(JsonNode value, Map<String, String> names) {
    if (value.isObject()) {
      return members(value, names);
    }
    if (value.isArray()) {
      return value.asArray().stream().map(item -> any(item, names)).toList();
    }
    return value.isNumber()
        ? (Object) Integer.valueOf(value.asNumber())
        : TourStep.filled(value.asString(), names);
  }

  @Override
  public String toString() {
    return operation + " " + error;
  }
}
