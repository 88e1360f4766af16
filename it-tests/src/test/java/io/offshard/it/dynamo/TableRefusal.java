// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.client.TourStep;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A call that is refused, or might be, and what is said to it; {@code ${name}} stands for something
 * of the place that is asked.
 *
 * @param local what DynamoDB Local does otherwise; null where it does the same
 */
record TableRefusal(
    String operation, String body, String error, String says, @Nullable Local local) {

  /**
   * What DynamoDB Local says.
   *
   * @param error null where it is not asked
   */
  record Local(@Nullable String error, String says, String because) {}

  static TableRefusal of(JsonNode row) {
    return new TableRefusal(
        text(row, "op"),
        row.field("in").map(JsonNode::toString).orElseGet(() -> text(row, "body")),
        text(row, "error"),
        text(row, "says"),
        row.field("local").map(TableRefusal::local).orElse(null));
  }

  private static Local local(JsonNode row) {
    Optional<JsonNode> error = row.field("error");
    return new Local(
        error.map(JsonNode::asString).orElse(null),
        error.isPresent() ? text(row, "says") : "",
        text(row, "because"));
  }

  private static String text(JsonNode row, String member) {
    return row.field(member).orElseThrow().asString();
  }

  RawTableCall.Answer ask(TablePlace place) {
    String target = operation.contains(".") ? operation : RawTableCall.STREAMS + operation;
    return RawTableCall.of(place.endpoint(), target, TourStep.filled(body, place.names()));
  }

  /** What that place says, with its names in it. */
  static String filled(String text, Map<String, String> names) {
    return TourStep.filled(text, names);
  }

  /** The name of an error with the namespace in which the service has it. */
  static String type(String error) {
    if (error.equals("ok") || error.contains("#")) {
      return error;
    }
    return switch (error) {
          case "ValidationException" -> "com.amazon.coral.validate#";
          case "SerializationException",
              "UnknownOperationException",
              "UnsupportedOperationException" ->
              "com.amazon.coral.service#";
          default -> "com.amazonaws.dynamodb.v20120810#";
        }
        + error;
  }

  @Override
  public String toString() {
    String shown = operation + " " + body;
    return shown.length() > 150 ? shown.substring(0, 150) : shown;
  }
}
