// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's documents, which Debezium puts into texts in <a
 * href="https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/">Extended JSON</a>.
 * Both versions are understood, the second in its canonical and its relaxed form.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>$oid, $symbol, $uuid, $code without a scope<td>S
 * <tr><td>$numberInt, $numberLong, $numberDouble, $numberDecimal<td>N; S where DynamoDB cannot hold
 *     it
 * <tr><td>$binary<td>B
 * <tr><td>$date<td>N, milliseconds since 1970; S in ISO-8601 with {@code temporal: iso}
 * <tr><td>$minKey, $maxKey<td>S minKey, maxKey
 * <tr><td>$undefined<td>NULL
 * <tr><td>$timestamp, $regularExpression<td>M of what they hold
 * <tr><td>all others, and plain JSON<td>as plain JSON: {@link PlainValues}
 * </table>
 */
record ExtendedJson(boolean iso, boolean omitsNulls) {

  /** The fields of a document; a text that is not JSON is a {@code MalformedJson}. */
  Map<String, AttributeValue> document(String text, Set<Reading.Loss> losses) {
    if (JsonReader.read(text) instanceof JsonValue.Obj document) {
      return members(document, losses);
    }
    throw new Unreadable("the document is not a JSON object");
  }

  AttributeValue read(JsonValue json, Set<Reading.Loss> losses) {
    return switch (json) {
      case JsonValue.Obj object -> object(object, losses);
      case JsonValue.Array array -> {
        List<AttributeValue> values = new ArrayList<>(array.values().size());
        array.values().forEach(element -> values.add(read(element, losses)));
        yield new AttributeValue.L(values);
      }
      case JsonValue.Text text -> new AttributeValue.S(text.text());
      case JsonValue.Num number -> PlainValues.number(number.text(), losses);
      case JsonValue.Truth truth -> new AttributeValue.Bool(truth == JsonValue.Truth.TRUE);
      case JsonValue.Null none -> new AttributeValue.Null();
    };
  }

  private Map<String, AttributeValue> members(JsonValue.Obj object, Set<Reading.Loss> losses) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, member) -> {
              if (!omitsNulls || member != JsonValue.Null.NULL) {
                values.put(name, read(member, losses));
              }
            });
    return values;
  }

  private AttributeValue object(JsonValue.Obj object, Set<Reading.Loss> losses) {
    Map<String, JsonValue> members = object.members();
    if (!members.isEmpty() && members.size() <= 2) {
      Map.Entry<String, JsonValue> first = members.entrySet().iterator().next();
      if (first.getKey().startsWith("$")) {
        AttributeValue value = special(first.getKey(), first.getValue(), members.size(), losses);
        if (value != null) {
          return value;
        }
      }
    }
    return new AttributeValue.M(members(object, losses));
  }

  /** The value that the first member of an object stands for, or null where it is none of these. */
  private @Nullable AttributeValue special(
      String name, JsonValue content, int members, Set<Reading.Loss> losses) {
    return switch (name) {
      case "$oid", "$symbol", "$uuid" -> text(content);
      case "$code" -> members == 1 ? text(content) : null;
      case "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal" ->
          content instanceof JsonValue.Text text ? PlainValues.number(text.text(), losses) : null;
      case "$binary" -> binary(content);
      case "$date" -> date(content, losses);
      case "$minKey", "$maxKey" -> new AttributeValue.S(name.substring(1));
      case "$undefined" -> new AttributeValue.Null();
      case "$timestamp", "$regularExpression" -> members == 1 ? read(content, losses) : null;
      default -> null;
    };
  }

  private static @Nullable AttributeValue text(JsonValue content) {
    return content instanceof JsonValue.Text text ? new AttributeValue.S(text.text()) : null;
  }

  /** The first version has the base64 itself, the second an object that holds it. */
  private static @Nullable AttributeValue binary(JsonValue content) {
    String base64 =
        content instanceof JsonValue.Obj object
            ? object.text("base64")
            : content instanceof JsonValue.Text text ? text.text() : null;
    return base64 == null ? null : Base64Bytes.attribute(base64);
  }

  /** Milliseconds as a number or as a $numberLong, or a text in ISO-8601. */
  private @Nullable AttributeValue date(JsonValue content, Set<Reading.Loss> losses) {
    Long millis =
        switch (content) {
          case JsonValue.Num number -> number.wholeNumber();
          case JsonValue.Obj object -> number(object.text("$numberLong"));
          case JsonValue.Text text -> parsed(text.text());
          case JsonValue.Array array -> null;
          case JsonValue.Truth truth -> null;
          case JsonValue.Null none -> null;
        };
    if (millis == null) {
      return null;
    }
    return iso
        ? new AttributeValue.S(Instant.ofEpochMilli(millis).toString())
        : PlainValues.number(Long.toString(millis), losses);
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null ? null : new JsonValue.Num(text).wholeNumber();
  }

  private static @Nullable Long parsed(String text) {
    Instant time = Times.parsed(text);
    return time == null ? null : Long.valueOf(time.toEpochMilli());
  }
}
