// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Wire;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the making. Members that are null are left out; instants are seconds since 1970
 * with three digits behind the point, as in the APIs.
 */
final class Json {
  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  /** As the API writes it. */
  static <R extends Record> JsonValue.Obj of(Struct<R> shape, R value) {
    if (JsonReader.read(shape.encode(Wire.JSON, value)) instanceof JsonValue.Obj object) {
      return object;
    }
    throw new IllegalStateException("a structure is an object");
  }

  static <T> JsonValue.Array list(List<T> values, Function<T, JsonValue> each) {
    return new JsonValue.Array(values.stream().map(each).toList());
  }

  Json with(String name, @Nullable String text) {
    return text == null ? this : with(name, new JsonValue.Text(text));
  }

  Json with(String name, long number) {
    return with(name, new JsonValue.Num(Long.toString(number)));
  }

  Json with(String name, boolean truth) {
    return with(name, JsonValue.Truth.of(truth));
  }

  Json with(String name, @Nullable Instant instant) {
    return instant == null
        ? this
        : with(
            name, new JsonValue.Num(BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString()));
  }

  Json with(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  JsonValue.Obj object() {
    return new JsonValue.Obj(members);
  }
}
