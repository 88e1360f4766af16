// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Numbers;
import io.offshard.mapping.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plain JSON as values of an item.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>"text"<td>S
 * <tr><td>12.50<td>N 12.5; S where DynamoDB cannot hold the number
 * <tr><td>true<td>BOOL
 * <tr><td>null<td>NULL
 * <tr><td>[...]<td>L
 * <tr><td>{...}<td>M
 * </table>
 *
 * @param omitsNulls whether members of objects that are null are left out
 */
record PlainValues(boolean omitsNulls) {

  AttributeValue read(JsonValue json, Set<Reading.Loss> losses) {
    return switch (json) {
      case JsonValue.Text text -> new AttributeValue.S(text.text());
      case JsonValue.Num number -> number(number.text(), losses);
      case JsonValue.Truth truth -> new AttributeValue.Bool(truth == JsonValue.Truth.TRUE);
      case JsonValue.Null none -> new AttributeValue.Null();
      case JsonValue.Array array -> {
        List<AttributeValue> values = new ArrayList<>(array.values().size());
        array.values().forEach(element -> values.add(read(element, losses)));
        yield new AttributeValue.L(values);
      }
      case JsonValue.Obj object -> new AttributeValue.M(members(object, losses));
    };
  }

  Map<String, AttributeValue> members(JsonValue.Obj object, Set<Reading.Loss> losses) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(object.members().size());
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

  /** A number, or its text as it stands there. */
  static AttributeValue number(String text, Set<Reading.Loss> losses) {
    String number = Numbers.normalised(text);
    if (number != null) {
      return new AttributeValue.N(number);
    }
    losses.add(Reading.Loss.NUMBER_AS_TEXT);
    return new AttributeValue.S(text);
  }

  /** The way back: sets are arrays, bytes are texts in base64. */
  static JsonValue json(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S s -> new JsonValue.Text(s.text());
      case AttributeValue.N n -> new JsonValue.Num(n.number());
      case AttributeValue.B b -> new JsonValue.Text(base64(b));
      case AttributeValue.Bool bool -> JsonValue.Truth.of(bool.value());
      case AttributeValue.Null none -> JsonValue.Null.NULL;
      case AttributeValue.SS ss -> array(ss.texts().stream().map(JsonValue.Text::new).toList());
      case AttributeValue.NS ns -> array(ns.numbers().stream().map(JsonValue.Num::new).toList());
      case AttributeValue.BS bs -> array(bs.members().stream().map(PlainValues::json).toList());
      case AttributeValue.L l -> array(l.values().stream().map(PlainValues::json).toList());
      case AttributeValue.M m -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        m.values().forEach((name, held) -> members.put(name, json(held)));
        yield new JsonValue.Obj(members);
      }
    };
  }

  private static JsonValue array(List<? extends JsonValue> values) {
    return new JsonValue.Array(List.copyOf(values));
  }

  /** A text without quotes, or the JSON of anything else. */
  static String text(AttributeValue value) {
    return json(value) instanceof JsonValue.Text text ? text.text() : json(value).json();
  }

  private static String base64(AttributeValue.B b) {
    return Base64.getEncoder().encodeToString(b.bytes());
  }
}
