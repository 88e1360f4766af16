// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as Kafka Connect's JsonConverter writes them, by their schema. Logical types come first:
 * see {@link LogicalTypes}.
 *
 * <table>
 * <caption>Mapping of the plain types</caption>
 * <tr><td>null<td>NULL; left out of structs and maps with {@code nulls: omit}
 * <tr><td>boolean<td>BOOL
 * <tr><td>int8 to int64, float, double<td>N; S where DynamoDB cannot hold it, also for NaN
 * <tr><td>string<td>S
 * <tr><td>bytes<td>B
 * <tr><td>array<td>L
 * <tr><td>map<td>M; with keys that are not texts L of L
 * <tr><td>struct<td>M
 * <tr><td>no schema, or one that the value does not fit<td>as plain JSON: {@link PlainValues}
 * </table>
 */
record ConnectValues(LogicalTypes logical, PlainValues plain) {

  static ConnectValues of(DebeziumOptions options) {
    PlainValues plain = new PlainValues(options.nulls() == DebeziumOptions.Nulls.OMIT);
    boolean iso = options.temporal() == DebeziumOptions.Temporal.ISO;
    return new ConnectValues(new LogicalTypes(iso, options.parsesJson(), plain), plain);
  }

  /** The value of a column, or null where it is to be left out. */
  @Nullable AttributeValue column(
      JsonValue json, @Nullable ConnectSchema schema, Set<Reading.Loss> losses) {
    return plain.omitsNulls() && json == JsonValue.Null.NULL ? null : read(json, schema, losses);
  }

  AttributeValue read(JsonValue json, @Nullable ConnectSchema schema, Set<Reading.Loss> losses) {
    if (schema == null || json == JsonValue.Null.NULL) {
      return plain.read(json, losses);
    }
    AttributeValue value = logical.read(json, schema, losses);
    return value == null ? typed(json, schema, losses) : value;
  }

  private AttributeValue typed(JsonValue json, ConnectSchema schema, Set<Reading.Loss> losses) {
    return switch (schema.type()) {
      case BYTES -> json instanceof JsonValue.Text text ? bytes(text) : plain.read(json, losses);
      case NUMBER -> {
        if (json instanceof JsonValue.Text) {
          // The converter quotes what JSON has no number for.
          losses.add(Reading.Loss.NUMBER_AS_TEXT);
        }
        yield plain.read(json, losses);
      }
      case ARRAY ->
          json instanceof JsonValue.Array array
              ? new AttributeValue.L(elements(array, schema.elements(), losses))
              : plain.read(json, losses);
      case MAP -> map(json, schema, losses);
      case STRUCT ->
          json instanceof JsonValue.Obj struct
              ? new AttributeValue.M(struct(struct, schema, losses))
              : plain.read(json, losses);
      case BOOLEAN, STRING, UNKNOWN -> plain.read(json, losses);
    };
  }

  private static AttributeValue bytes(JsonValue.Text text) {
    AttributeValue bytes = Base64Bytes.attribute(text.text());
    return bytes == null ? new AttributeValue.S(text.text()) : bytes;
  }

  private List<AttributeValue> elements(
      JsonValue.Array array, @Nullable ConnectSchema schema, Set<Reading.Loss> losses) {
    List<AttributeValue> values = new ArrayList<>(array.values().size());
    array.values().forEach(element -> values.add(read(element, schema, losses)));
    return values;
  }

  /** A map whose keys are not texts is an array of pairs. */
  private AttributeValue map(JsonValue json, ConnectSchema schema, Set<Reading.Loss> losses) {
    if (json instanceof JsonValue.Obj object) {
      Map<String, AttributeValue> values = new LinkedHashMap<>();
      object.members().forEach((name, held) -> put(values, name, held, schema.elements(), losses));
      return new AttributeValue.M(values);
    }
    if (!(json instanceof JsonValue.Array pairs)) {
      return plain.read(json, losses);
    }
    List<AttributeValue> values = new ArrayList<>(pairs.values().size());
    for (JsonValue element : pairs.values()) {
      values.add(
          element instanceof JsonValue.Array pair && pair.values().size() == 2
              ? new AttributeValue.L(
                  List.of(
                      read(pair.values().get(0), schema.keys(), losses),
                      read(pair.values().get(1), schema.elements(), losses)))
              : plain.read(element, losses));
    }
    return new AttributeValue.L(values);
  }

  private Map<String, AttributeValue> struct(
      JsonValue.Obj struct, ConnectSchema schema, Set<Reading.Loss> losses) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(struct.members().size());
    struct.members().forEach((name, held) -> put(values, name, held, schema.field(name), losses));
    return values;
  }

  private void put(
      Map<String, AttributeValue> values,
      String name,
      JsonValue json,
      @Nullable ConnectSchema schema,
      Set<Reading.Loss> losses) {
    AttributeValue value = column(json, schema, losses);
    if (value != null) {
      values.put(name, value);
    }
  }
}
