// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.offshard.mapping.avro.AvroType;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Avro's types as schemas of Connect, for one schema. Kafka Connect's Avro converters write what
 * Avro has no word for beside the type:
 *
 * <table>
 * <caption>What is read of it</caption>
 * <tr><td>connect.name, else the full name of a record, else see {@link #LOGICAL}<td>the name of
 *     the logical type
 * <tr><td>connect.parameters.scale, else scale<td>the scale of a Decimal
 * <tr><td>the default of a field, else connect.default<td>the value by default; bytes are texts of
 *     these characters
 * <tr><td>a union of null and one type<td>that type
 * <tr><td>any other union<td>no schema
 * </table>
 */
final class AvroSchemas {
  /** Avro's own logical types are written by those who do not use Connect, too. */
  private static final Map<String, String> LOGICAL =
      Map.of(
          "decimal", "org.apache.kafka.connect.data.Decimal",
          "date", "org.apache.kafka.connect.data.Date",
          "time-millis", "org.apache.kafka.connect.data.Time",
          "time-micros", "io.debezium.time.MicroTime",
          "timestamp-millis", "org.apache.kafka.connect.data.Timestamp",
          "timestamp-micros", "io.debezium.time.MicroTimestamp");

  /** A record may be in many places; without this the schemas of some would grow exponentially. */
  private final IdentityHashMap<AvroType.Struct, Map<String, ConnectSchema>> structs =
      new IdentityHashMap<>();

  private int level;

  private AvroSchemas() {}

  /** The schema of values of that type; null where they are to be read as plain JSON. */
  static @Nullable ConnectSchema of(AvroType type) {
    return new AvroSchemas().schema(type, null);
  }

  /**
   * The schema of a type.
   *
   * @param preset the value that a field of the type has by default, or null
   */
  private @Nullable ConnectSchema schema(AvroType type, @Nullable JsonValue preset) {
    return switch (type) {
      case AvroType.Primitive primitive -> plain(type(primitive.kind()), type, preset);
      case AvroType.Fixed fixed -> plain(ConnectSchema.Type.BYTES, type, preset);
      case AvroType.Symbols symbols -> plain(ConnectSchema.Type.STRING, type, preset);
      case AvroType.Array array ->
          schema(ConnectSchema.Type.ARRAY, type, Map.of(), array.items(), null, preset);
      case AvroType.Pairs pairs ->
          schema(ConnectSchema.Type.MAP, type, Map.of(), pairs.values(), pairs.keys(), preset);
      case AvroType.Mapping mapping ->
          schema(ConnectSchema.Type.MAP, type, Map.of(), mapping.values(), null, preset);
      case AvroType.Union union -> union(union.branches(), preset);
      case AvroType.Struct struct ->
          schema(ConnectSchema.Type.STRUCT, type, fields(struct), null, null, preset);
    };
  }

  private static ConnectSchema.Type type(AvroType.Kind kind) {
    return switch (kind) {
      case NULL -> ConnectSchema.Type.UNKNOWN;
      case BOOLEAN -> ConnectSchema.Type.BOOLEAN;
      case INT, LONG, FLOAT, DOUBLE -> ConnectSchema.Type.NUMBER;
      case BYTES -> ConnectSchema.Type.BYTES;
      case STRING -> ConnectSchema.Type.STRING;
    };
  }

  private ConnectSchema plain(ConnectSchema.Type plain, AvroType type, @Nullable JsonValue preset) {
    return schema(plain, type, Map.of(), null, null, preset);
  }

  private ConnectSchema schema(
      ConnectSchema.Type plain,
      AvroType type,
      Map<String, ConnectSchema> fields,
      @Nullable AvroType elements,
      @Nullable AvroType keys,
      @Nullable JsonValue preset) {
    JsonValue.Obj declaration = type.declaration();
    boolean given = preset != null && preset != JsonValue.Null.NULL;
    return new ConnectSchema(
        plain,
        name(type),
        scale(declaration),
        fields,
        elements == null ? null : schema(elements, null),
        keys == null ? null : schema(keys, null),
        value(type, given ? preset : declaration.get("connect.default")));
  }

  private @Nullable ConnectSchema union(List<AvroType> branches, @Nullable JsonValue preset) {
    List<AvroType> told = branches.stream().filter(each -> !isNull(each)).toList();
    return told.size() == 1 ? schema(told.get(0), preset) : null;
  }

  private static boolean isNull(AvroType type) {
    return type instanceof AvroType.Primitive primitive && primitive.kind() == AvroType.Kind.NULL;
  }

  private Map<String, ConnectSchema> fields(AvroType.Struct struct) {
    Map<String, ConnectSchema> known = structs.get(struct);
    if (known != null) {
      return known;
    }
    // Types by name may be nested much more deeply than the schema's text is.
    if (++level > JsonReader.MOST_LEVELS) {
      throw new Unreadable("it is nested too deeply");
    }
    Map<String, ConnectSchema> fields = new LinkedHashMap<>();
    for (AvroType.Field field : struct.fields()) {
      ConnectSchema schema = schema(field.type(), field.preset());
      if (schema != null) {
        fields.put(field.name(), schema);
      }
    }
    level--;
    structs.put(struct, fields);
    return fields;
  }

  private static String name(AvroType type) {
    String name = type.declaration().text("connect.name");
    if (name != null) {
      return name;
    }
    if (type instanceof AvroType.Struct struct) {
      return struct.name();
    }
    String logical = type.declaration().text("logicalType");
    return logical == null ? "" : LOGICAL.getOrDefault(logical, "");
  }

  private static @Nullable Long scale(JsonValue.Obj declaration) {
    Long scale = ConnectSchema.scale(declaration.object("connect.parameters"));
    return scale == null ? declaration.wholeNumber("scale") : scale;
  }

  /** A value of a schema as the same value of a record is read. */
  private static @Nullable JsonValue value(AvroType type, @Nullable JsonValue preset) {
    if (preset instanceof JsonValue.Text text && isBytes(type)) {
      byte[] bytes = text.text().getBytes(ISO_8859_1);
      return new JsonValue.Text(Base64.getEncoder().encodeToString(bytes));
    }
    return preset;
  }

  private static boolean isBytes(AvroType type) {
    return type instanceof AvroType.Fixed
        || (type instanceof AvroType.Primitive primitive
            && primitive.kind() == AvroType.Kind.BYTES);
  }
}
