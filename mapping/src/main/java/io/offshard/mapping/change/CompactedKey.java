// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.item.Numbers;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka key of a compacted topic as attributes.
 *
 * <table>
 * <caption>Mapping by the option keyType</caption>
 * <tr><td>auto (default)<td>a JSON object: its fields; else the hash key, S of the text
 * <tr><td>json<td>a JSON object: its fields; else the hash key, as plain JSON is mapped
 * <tr><td>S, N, B<td>the hash key: the text, the number it holds, the bytes
 * <tr><td>no key<td>no attributes: they have to be in the value
 * </table>
 *
 * @param typed whether the fields of an object may be in DynamoDB's JSON
 */
record CompactedKey(KeySchema schema, Type type, boolean typed) {
  private static final PlainValues PLAIN = new PlainValues(false);

  /** What the bytes of a key are. */
  enum Type {
    AUTO,
    JSON,
    S,
    N,
    B
  }

  static CompactedKey of(FormOptions options, KeySchema schema, boolean typed) {
    Type type = options.word("keyType", List.of(Type.values()));
    boolean scalar = type == Type.S || type == Type.N || type == Type.B;
    if (scalar && schema.range() != null) {
      throw new IllegalArgumentException(
          "with keyType "
              + type
              + " the Kafka key is one attribute, but the table has the keys "
              + schema.names());
    }
    return new CompactedKey(schema, type, typed);
  }

  Map<String, AttributeValue> fields(byte @Nullable [] key, Set<Reading.Loss> losses) {
    if (key == null) {
      return Map.of();
    }
    return switch (type) {
      case AUTO -> object(key) instanceof JsonValue.Obj fields ? fields(fields, losses) : text(key);
      case JSON ->
          JsonReader.read(key) instanceof JsonValue.Obj fields
              ? fields(fields, losses)
              : hash(PLAIN.read(JsonReader.read(key), losses));
      case S -> text(key);
      case N -> number(key);
      case B -> hash(new AttributeValue.B(key));
    };
  }

  private static @Nullable JsonValue object(byte[] key) {
    try {
      return JsonReader.read(key);
    } catch (MalformedJson e) {
      return null;
    }
  }

  private Map<String, AttributeValue> fields(JsonValue.Obj fields, Set<Reading.Loss> losses) {
    // Plain fields of a key are never objects, typed ones always are.
    boolean objects = fields.members().values().stream().allMatch(JsonValue.Obj.class::isInstance);
    return typed && objects ? ItemJson.read(fields).attributes() : PLAIN.members(fields, losses);
  }

  private Map<String, AttributeValue> hash(AttributeValue value) {
    return Map.of(schema.hash(), value);
  }

  private Map<String, AttributeValue> text(byte[] key) {
    return hash(new AttributeValue.S(utf8(key)));
  }

  private Map<String, AttributeValue> number(byte[] key) {
    String number = Numbers.normalised(utf8(key));
    if (number == null) {
      throw new Unreadable("the Kafka key is not a number");
    }
    return hash(new AttributeValue.N(number));
  }

  private static String utf8(byte[] key) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("the Kafka key is not a text in UTF-8");
    }
  }
}
