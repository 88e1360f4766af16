// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a converter of Kafka Connect writes beside a value.
 *
 * @param type what the JSON stands for
 * @param name of the logical type, empty where there is none
 * @param scale how many digits of a Decimal are behind the point; null for other types
 * @param fields of a struct, by name
 * @param elements of an array, or the values of a map
 * @param keys of a map
 * @param preset the value that a column takes by default, or null
 */
record ConnectSchema(
    Type type,
    String name,
    @Nullable Long scale,
    Map<String, ConnectSchema> fields,
    @Nullable ConnectSchema elements,
    @Nullable ConnectSchema keys,
    @Nullable JsonValue preset) {
  /** The types of Connect; the widths of numbers make no difference. */
  enum Type {
    BOOLEAN,
    NUMBER,
    STRING,
    BYTES,
    ARRAY,
    MAP,
    STRUCT,
    /** One that no converter writes today: values of it are taken as plain JSON. */
    UNKNOWN
  }

  /** Null where there is no schema; whatever else is there gives one. */
  static @Nullable ConnectSchema of(@Nullable JsonValue json) {
    if (!(json instanceof JsonValue.Obj schema)) {
      return null;
    }
    Type type = type(schema.text("type"));
    String name = schema.text("name");
    return new ConnectSchema(
        type,
        name == null ? "" : name,
        scale(schema.object("parameters")),
        fields(schema.get("fields")),
        of(schema.get(type == Type.MAP ? "values" : "items")),
        of(schema.get("keys")),
        schema.get("default"));
  }

  private static Type type(@Nullable String type) {
    return switch (type) {
      case "boolean" -> Type.BOOLEAN;
      case "int8", "int16", "int32", "int64", "float", "double", "float32", "float64" ->
          Type.NUMBER;
      case "string" -> Type.STRING;
      case "bytes" -> Type.BYTES;
      case "array" -> Type.ARRAY;
      case "map" -> Type.MAP;
      case "struct" -> Type.STRUCT;
      case null, default -> Type.UNKNOWN;
    };
  }

  /** The scale among the parameters of a Decimal, which are texts. */
  static @Nullable Long scale(JsonValue.@Nullable Obj parameters) {
    String scale = parameters == null ? null : parameters.text("scale");
    return scale == null ? null : new JsonValue.Num(scale).wholeNumber();
  }

  private static Map<String, ConnectSchema> fields(@Nullable JsonValue json) {
    if (!(json instanceof JsonValue.Array array)) {
      return Map.of();
    }
    Map<String, ConnectSchema> fields = new LinkedHashMap<>();
    for (JsonValue element : array.values()) {
      ConnectSchema schema = of(element);
      String name = element instanceof JsonValue.Obj field ? field.text("field") : null;
      if (schema != null && name != null) {
        fields.put(name, schema);
      }
    }
    return fields;
  }

  /** The schema of a field of that name, or null. */
  @Nullable ConnectSchema field(String field) {
    return fields.get(field);
  }
}
