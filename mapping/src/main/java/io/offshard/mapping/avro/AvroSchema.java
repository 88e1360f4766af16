// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.avro;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro schemas. Time and memory are linear in the schema's text. A record that holds itself,
 * which no table needs, is refused; what makes no difference to reading is not looked at: aliases,
 * orders, and whether names keep to Avro's alphabet.
 */
public final class AvroSchema {
  private static final JsonValue.Obj PLAIN = new JsonValue.Obj(Map.of());

  private static final Map<String, AvroType.Kind> PRIMITIVES = primitives();

  /** By full name; null as long as the type is not complete. */
  private final Map<String, @Nullable AvroType> named = new HashMap<>();

  private AvroSchema() {}

  private static Map<String, AvroType.Kind> primitives() {
    Map<String, AvroType.Kind> primitives = new HashMap<>();
    for (AvroType.Kind kind : AvroType.Kind.values()) {
      primitives.put(kind.name().toLowerCase(Locale.ROOT), kind);
    }
    return Map.copyOf(primitives);
  }

  /** The type that a schema describes; anything but an Avro schema is {@link MalformedAvro}. */
  public static AvroType parse(String schema) {
    try {
      return new AvroSchema().type(JsonReader.read(schema), "");
    } catch (MalformedJson e) {
      // A primitive type alone may stand without quotes.
      AvroType.Kind kind = PRIMITIVES.get(schema.strip());
      if (kind == null) {
        throw new MalformedAvro("the schema is no JSON");
      }
      return new AvroType.Primitive(kind, PLAIN);
    }
  }

  /**
   * One type.
   *
   * @param namespace that of the type around it
   */
  private AvroType type(@Nullable JsonValue json, String namespace) {
    if (json instanceof JsonValue.Text name) {
      return known(name.text(), namespace, PLAIN);
    }
    if (json instanceof JsonValue.Array branches) {
      return new AvroType.Union(types(branches, namespace), PLAIN);
    }
    if (!(json instanceof JsonValue.Obj declaration)) {
      throw new MalformedAvro("a type of the schema is missing");
    }
    String type = declaration.text("type");
    return switch (type) {
      case null -> type(declaration.get("type"), namespace);
      case "record", "error", "enum", "fixed" -> declared(type, declaration, namespace);
      case "array" -> array(type(declaration.get("items"), namespace), declaration);
      case "map" -> new AvroType.Mapping(type(declaration.get("values"), namespace), declaration);
      default -> known(type, namespace, declaration);
    };
  }

  private List<AvroType> types(JsonValue.Array json, String namespace) {
    List<AvroType> types = new ArrayList<>();
    for (JsonValue each : json.values()) {
      types.add(type(each, namespace));
    }
    return List.copyOf(types);
  }

  private static AvroType array(AvroType items, JsonValue.Obj declaration) {
    return items instanceof AvroType.Struct entry
            && entry.fields().size() == 2
            && "MapEntry".equals(entry.declaration().text("connect.internal.type"))
        ? new AvroType.Pairs(
            entry.fields().get(0).type(), entry.fields().get(1).type(), declaration)
        : new AvroType.Array(items, declaration);
  }

  private AvroType known(String name, String namespace, JsonValue.Obj declaration) {
    AvroType.Kind kind = PRIMITIVES.get(name);
    if (kind != null) {
      return new AvroType.Primitive(kind, declaration);
    }
    String full = full(name, namespace);
    String found = named.containsKey(full) ? full : name;
    AvroType type = named.get(found);
    if (type == null) {
      throw new MalformedAvro(
          "type \"" + name + (named.containsKey(found) ? "\" holds itself" : "\" is unknown"));
    }
    return type;
  }

  private static String full(String name, String namespace) {
    return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
  }

  /** A type with a name, by which it may be used from then on. */
  private AvroType declared(String type, JsonValue.Obj declaration, String namespace) {
    String own = declaration.text("name");
    if (own == null) {
      throw new MalformedAvro("a type of the schema has no name");
    }
    String given = declaration.text("namespace");
    String name = full(own, given == null ? namespace : given);
    named.put(name, null);
    AvroType read =
        switch (type) {
          case "enum" -> new AvroType.Symbols(symbols(name, declaration), declaration);
          case "fixed" -> new AvroType.Fixed(size(name, declaration), declaration);
          default -> new AvroType.Struct(name, fields(name, declaration), declaration);
        };
    named.put(name, read);
    return read;
  }

  private static List<JsonValue.Text> symbols(String name, JsonValue.Obj declaration) {
    List<JsonValue.Text> symbols = new ArrayList<>();
    for (JsonValue symbol : parts(name, declaration, "symbols")) {
      if (!(symbol instanceof JsonValue.Text text)) {
        throw new MalformedAvro("a symbol of \"" + name + "\" is no text");
      }
      symbols.add(text);
    }
    return List.copyOf(symbols);
  }

  private static int size(String name, JsonValue.Obj declaration) {
    Long size = declaration.wholeNumber("size");
    if (size == null || size < 0 || size > Integer.MAX_VALUE) {
      throw new MalformedAvro("\"" + name + "\" has no size");
    }
    return size.intValue();
  }

  private List<AvroType.Field> fields(String name, JsonValue.Obj declaration) {
    String namespace = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    List<AvroType.Field> fields = new ArrayList<>();
    for (JsonValue each : parts(name, declaration, "fields")) {
      String own = each instanceof JsonValue.Obj field ? field.text("name") : null;
      if (own == null || !(each instanceof JsonValue.Obj field)) {
        throw new MalformedAvro("a field of \"" + name + "\" has no name");
      }
      fields.add(new AvroType.Field(own, type(field.get("type"), namespace), field.get("default")));
    }
    return List.copyOf(fields);
  }

  private static List<JsonValue> parts(String name, JsonValue.Obj declaration, String member) {
    if (!(declaration.get(member) instanceof JsonValue.Array parts)) {
      throw new MalformedAvro("\"" + name + "\" has no " + member);
    }
    return parts.values();
  }
}
