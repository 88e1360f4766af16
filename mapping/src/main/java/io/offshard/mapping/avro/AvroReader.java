// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.avro;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values in Avro's binary form. A value may be nested as deeply as JSON may. Some values take
 * no bytes at all, so that a few bytes could tell of any number of them; there may be two values
 * for each byte, and {@link #MOST_BESIDES} more.
 */
public final class AvroReader {
  /** What a record of a table without a single column in use may have. */
  private static final int MOST_BESIDES = 10_000;

  private static final int LARGEST_SHARED = 1_024;

  /** The numbers that are most often there, from the negative ones on. */
  private static final List<JsonValue.Num> SHARED = shared();

  private final byte[] bytes;
  private int at;
  private int level;
  private long left;

  private AvroReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
    this.left = 2L * bytes.length + MOST_BESIDES;
  }

  private static List<JsonValue.Num> shared() {
    JsonValue.Num[] numbers = new JsonValue.Num[2 * LARGEST_SHARED + 1];
    Arrays.setAll(numbers, i -> new JsonValue.Num(Integer.toString(i - LARGEST_SHARED)));
    return List.of(numbers);
  }

  /** The value that the bytes hold from some place to their end; else {@link MalformedAvro}. */
  public static JsonValue read(AvroType type, byte[] bytes, int from) {
    AvroReader reader = new AvroReader(bytes, from);
    JsonValue value = reader.value(type);
    if (reader.at < bytes.length) {
      throw new MalformedAvro("the bytes go on after the value's end");
    }
    return value;
  }

  private JsonValue value(AvroType type) {
    if (--left < 0) {
      throw new MalformedAvro("there are more values than the bytes can hold");
    }
    if (++level > JsonReader.MOST_LEVELS) {
      throw new MalformedAvro("the value is nested too deeply");
    }
    JsonValue value =
        switch (type) {
          case AvroType.Primitive primitive -> primitive(primitive.kind());
          case AvroType.Fixed fixed -> base64(fixed.size());
          case AvroType.Symbols symbols -> one(symbols.symbols());
          case AvroType.Array array -> array(array);
          case AvroType.Pairs pairs -> pairs(pairs);
          case AvroType.Mapping mapping -> mapping(mapping);
          case AvroType.Union union -> value(one(union.branches()));
          case AvroType.Struct struct -> struct(struct);
        };
    level--;
    return value;
  }

  private JsonValue primitive(AvroType.Kind kind) {
    return switch (kind) {
      case NULL -> JsonValue.Null.NULL;
      case BOOLEAN -> JsonValue.Truth.of(truth());
      case INT, LONG -> number(varint());
      case FLOAT -> real(ByteBuffer.wrap(bytes, take(4), 4).order(LITTLE_ENDIAN).getFloat());
      case DOUBLE -> real(ByteBuffer.wrap(bytes, take(8), 8).order(LITTLE_ENDIAN).getDouble());
      case BYTES -> base64(varint());
      case STRING -> new JsonValue.Text(text());
    };
  }

  /** The place where so many bytes are, which are stepped over. */
  private int take(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw new MalformedAvro("a value is longer than the bytes");
    }
    int from = at;
    at += (int) length;
    return from;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = bytes[take(1)];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new MalformedAvro("a number is too long");
  }

  private boolean truth() {
    byte b = bytes[take(1)];
    if (b != 0 && b != 1) {
      throw new MalformedAvro("a truth is neither true nor false");
    }
    return b == 1;
  }

  private static JsonValue number(long number) {
    return Math.abs(number) <= LARGEST_SHARED && number != Long.MIN_VALUE
        ? SHARED.get((int) number + LARGEST_SHARED)
        : new JsonValue.Num(Long.toString(number));
  }

  private static JsonValue real(float number) {
    String text = Float.toString(number);
    return Float.isFinite(number) ? new JsonValue.Num(text) : new JsonValue.Text(text);
  }

  /** What JSON has no number for is quoted. */
  private static JsonValue real(double number) {
    String text = Double.toString(number);
    return Double.isFinite(number) ? new JsonValue.Num(text) : new JsonValue.Text(text);
  }

  private String text() {
    long length = varint();
    return new String(bytes, take(length), (int) length, UTF_8);
  }

  private JsonValue base64(long length) {
    int from = take(length);
    byte[] held = Arrays.copyOfRange(bytes, from, at);
    return new JsonValue.Text(Base64.getEncoder().encodeToString(held));
  }

  private <T> T one(List<T> choices) {
    long index = varint();
    if (index < 0 || index >= choices.size()) {
      throw new MalformedAvro("there is no choice " + index);
    }
    return choices.get((int) index);
  }

  /** How many values come in the next block; none at the end. */
  private long block() {
    long count = varint();
    if (count < 0) {
      // The length of the block in bytes follows.
      varint();
      count = -count;
    }
    if (count < 0 || count > left) {
      throw new MalformedAvro("there are more values than the bytes can hold");
    }
    return count;
  }

  private JsonValue array(AvroType.Array type) {
    List<JsonValue> values = new ArrayList<>();
    for (long count = block(); count > 0; count = block()) {
      for (long i = 0; i < count; i++) {
        values.add(value(type.items()));
      }
    }
    return new JsonValue.Array(values);
  }

  private JsonValue mapping(AvroType.Mapping type) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (long count = block(); count > 0; count = block()) {
      for (long i = 0; i < count; i++) {
        members.put(text(), value(type.values()));
      }
    }
    return new JsonValue.Obj(members);
  }

  private JsonValue pairs(AvroType.Pairs type) {
    List<JsonValue> pairs = new ArrayList<>();
    for (long count = block(); count > 0; count = block()) {
      for (long i = 0; i < count; i++) {
        pairs.add(new JsonValue.Array(List.of(value(type.keys()), value(type.values()))));
      }
    }
    return new JsonValue.Array(pairs);
  }

  private JsonValue struct(AvroType.Struct type) {
    Map<String, JsonValue> members = LinkedHashMap.newLinkedHashMap(fits(type.fields().size()));
    for (AvroType.Field field : type.fields()) {
      members.put(field.name(), value(field.type()));
    }
    return new JsonValue.Obj(members);
  }

  /** The same number, if there may be so many values more. */
  private int fits(int values) {
    if (values > left) {
      throw new MalformedAvro("there are more values than the bytes can hold");
    }
    return values;
  }
}
