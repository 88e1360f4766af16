// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.shape.BodyWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items in DynamoDB's JSON: each value is an object with one member, which is named after its type:
 * {@code {"id":{"N":"7"},"tags":{"SS":["a"]}}}. Bytes are in base64; numbers are texts and come out
 * normalised. Read leniently: members that are null do not count, as some serializers write all ten
 * types; a number may be a JSON number.
 */
public final class ItemJson {

  private ItemJson() {}

  /** Writes an item. */
  public static void write(Item item, BodyWriter out) {
    writeMap(item.attributes(), out);
  }

  private static void writeMap(Map<String, AttributeValue> values, BodyWriter out) {
    out.beginMap();
    values.forEach(
        (name, value) -> {
          out.name(name);
          write(value, out);
        });
    out.endMap();
  }

  private static void write(AttributeValue value, BodyWriter out) {
    out.beginMap();
    out.name(value.typeName());
    switch (value) {
      case AttributeValue.S s -> out.text(s.text());
      case AttributeValue.N n -> out.text(n.number());
      case AttributeValue.B b -> out.bytes(b.bytes(), 0, b.bytes().length);
      case AttributeValue.Bool bool -> out.flag(bool.value());
      case AttributeValue.Null none -> out.flag(true);
      case AttributeValue.SS ss -> writeTexts(ss.texts(), out);
      case AttributeValue.NS ns -> writeTexts(ns.numbers(), out);
      case AttributeValue.BS bs -> {
        out.beginList(bs.members().size());
        bs.members().forEach(b -> out.bytes(b.bytes(), 0, b.bytes().length));
        out.endList();
      }
      case AttributeValue.L l -> {
        out.beginList(l.values().size());
        l.values().forEach(held -> write(held, out));
        out.endList();
      }
      case AttributeValue.M m -> writeMap(m.values(), out);
    }
    out.endMap();
  }

  private static void writeTexts(List<String> texts, BodyWriter out) {
    out.beginList(texts.size());
    texts.forEach(out::text);
    out.endList();
  }

  /** Reads an item; bytes that are not JSON are a {@code MalformedJson}. */
  public static Item read(byte[] json) {
    return read(JsonReader.read(json));
  }

  /** Reads an item; what is not one is {@link MalformedItem}. */
  public static Item read(JsonValue json) {
    if (json instanceof JsonValue.Obj object) {
      return new Item(map(object));
    }
    throw new MalformedItem("an item is not an object");
  }

  private static Map<String, AttributeValue> map(JsonValue.Obj object) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(object.members().size());
    object.members().forEach((name, held) -> values.put(name, value(name, held)));
    return values;
  }

  private static AttributeValue value(String name, JsonValue json) {
    String type = null;
    JsonValue content = JsonValue.Null.NULL;
    if (json instanceof JsonValue.Obj object) {
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        if (member.getValue() == JsonValue.Null.NULL) {
          continue;
        }
        if (type != null) {
          throw malformed(name, "has more than one type");
        }
        type = member.getKey();
        content = member.getValue();
      }
    }
    if (type == null) {
      throw malformed(name, "is not an object that names its type");
    }
    AttributeValue value = value(name, type, content);
    if (value == null) {
      throw malformed(name, "is not what its type needs");
    }
    return value;
  }

  /** Null where the content does not fit the type. */
  private static @Nullable AttributeValue value(String name, String type, JsonValue content) {
    return switch (type) {
      case "S" -> content instanceof JsonValue.Text text ? new AttributeValue.S(text.text()) : null;
      case "N" -> new AttributeValue.N(number(name, content));
      case "B" -> bytes(name, content);
      case "BOOL" ->
          content instanceof JsonValue.Truth truth
              ? new AttributeValue.Bool(truth == JsonValue.Truth.TRUE)
              : null;
      case "NULL" -> content instanceof JsonValue.Truth ? new AttributeValue.Null() : null;
      case "SS" -> new AttributeValue.SS(each(name, content, ItemJson::text));
      case "NS" -> new AttributeValue.NS(each(name, content, ItemJson::number));
      case "BS" -> new AttributeValue.BS(each(name, content, ItemJson::bytes));
      case "L" -> new AttributeValue.L(each(name, content, ItemJson::value));
      case "M" ->
          content instanceof JsonValue.Obj object ? new AttributeValue.M(map(object)) : null;
      default -> throw malformed(name, "has an unknown type");
    };
  }

  private static <T> List<T> each(
      String name, JsonValue content, BiFunction<String, JsonValue, T> reader) {
    if (!(content instanceof JsonValue.Array array)) {
      throw malformed(name, "is not a list");
    }
    List<T> read = new ArrayList<>(array.values().size());
    for (JsonValue element : array.values()) {
      read.add(reader.apply(name, element));
    }
    return read;
  }

  private static String text(String name, JsonValue content) {
    if (content instanceof JsonValue.Text text) {
      return text.text();
    }
    throw malformed(name, "is not a text");
  }

  private static String number(String name, JsonValue content) {
    String written = content instanceof JsonValue.Num number ? number.text() : text(name, content);
    String normalised = Numbers.normalised(written);
    if (normalised == null) {
      throw malformed(name, "is not a number that DynamoDB can hold");
    }
    return normalised;
  }

  private static AttributeValue.B bytes(String name, JsonValue content) {
    try {
      return new AttributeValue.B(Base64.getDecoder().decode(text(name, content)));
    } catch (IllegalArgumentException e) {
      throw malformed(name, "is not in base64");
    }
  }

  private static MalformedItem malformed(String name, String what) {
    return new MalformedItem("attribute \"" + name + "\" " + what);
  }
}
