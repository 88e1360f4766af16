// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns of which the user says what they hold, as plain JSON cannot, or as the schema does not.
 * What turns out not to be that stays as it is.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code bytes: a,b}<td>texts in base64 become B
 * <tr><td>{@code decimals: a:2,b:4}<td>texts in base64 are decimals with so many digits behind the
 *     point and become N
 * <tr><td>{@code numbers: a,b}<td>texts in digits become N
 * <tr><td>{@code sets: a,b}<td>arrays of texts, of numbers or of bytes become SS, NS or BS if they
 *     are not empty and hold nothing twice
 * </table>
 */
record ListedColumns(
    Set<String> bytes, Map<String, Integer> decimals, Set<String> numbers, Set<String> sets) {

  static ListedColumns of(FormOptions options) {
    return new ListedColumns(
        Set.copyOf(options.names("bytes")),
        options.numbers("decimals"),
        Set.copyOf(options.names("numbers")),
        Set.copyOf(options.names("sets")));
  }

  boolean isEmpty() {
    return bytes.isEmpty() && decimals.isEmpty() && numbers.isEmpty() && sets.isEmpty();
  }

  AttributeValue read(String column, AttributeValue value, Set<Reading.Loss> losses) {
    return switch (value) {
      case AttributeValue.S s -> orElse(text(column, s.text(), losses), value);
      case AttributeValue.L l -> sets.contains(column) ? orElse(set(l.values()), value) : value;
      case AttributeValue.N n -> value;
      case AttributeValue.B b -> value;
      case AttributeValue.Bool bool -> value;
      case AttributeValue.Null none -> value;
      case AttributeValue.SS ss -> value;
      case AttributeValue.NS ns -> value;
      case AttributeValue.BS bs -> value;
      case AttributeValue.M m -> value;
    };
  }

  private static AttributeValue orElse(@Nullable AttributeValue value, AttributeValue otherwise) {
    return value == null ? otherwise : value;
  }

  private @Nullable AttributeValue text(String column, String text, Set<Reading.Loss> losses) {
    if (bytes.contains(column)) {
      return Base64Bytes.attribute(text);
    }
    Integer scale = decimals.get(column);
    if (scale != null) {
      return Decimals.read(text, scale, losses);
    }
    if (numbers.contains(column)) {
      return PlainValues.number(text, losses);
    }
    return null;
  }

  private static @Nullable AttributeValue set(List<AttributeValue> values) {
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    List<AttributeValue.B> bytes = new ArrayList<>();
    for (AttributeValue value : values) {
      if (value instanceof AttributeValue.S s) {
        texts.add(s.text());
      } else if (value instanceof AttributeValue.N n) {
        numbers.add(n.number());
      } else if (value instanceof AttributeValue.B b) {
        bytes.add(b);
      }
    }
    if (texts.size() == values.size()) {
      return new AttributeValue.SS(texts);
    }
    if (numbers.size() == values.size()) {
      return new AttributeValue.NS(numbers);
    }
    return bytes.size() == values.size() ? new AttributeValue.BS(bytes) : null;
  }
}
