// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import io.offshard.mapping.shape.Wire;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values to be tried for a member. */
final class Trials {
  private static final String FACE = "\ud83d\ude00";

  private Trials() {}

  /** Absent, null, every type and the edges of the form, inside and outside. */
  static List<@Nullable Object> all(Wire wire, Node node) {
    List<@Nullable Object> all = new ArrayList<>(types(wire));
    if (node.name().equals("*") && !node.required()) {
      throw new IllegalStateException("an element is required");
    }
    all.add(Request.ABSENT);
    all.add(null);
    all.addAll(constraints(node));
    if (node.form().type() == Form.Type.LIST) {
      List<Object> tooMany =
          new ArrayList<>(
              Collections.nCopies((int) node.form().max() + 2, Request.good(node.element())));
      tooMany.add(false);
      all.add(tooMany);
    }
    if (node.form().type() == Form.Type.BLOB && wire == Wire.JSON) {
      all.addAll(List.of("23456", "=+/=", "+/+=", "+/==", "====", "A===", "ab-_", "é123"));
    }
    return all;
  }

  /** Keys are texts in any case, so only their length can be wrong. */
  static List<String> keys(Node key) {
    return Stream.of(0L, 1L, key.form().max(), key.form().max() + 1)
        .flatMap(length -> Stream.of("k", FACE).map(c -> c.repeat(Math.toIntExact(length))))
        .toList();
  }

  /** One value of each type. */
  static List<Object> types(Wire wire) {
    List<Object> types =
        new ArrayList<>(
            List.of(
                true,
                number("23"),
                number("34.56"),
                "yes",
                List.of(),
                List.of(number("1")),
                Map.of(),
                Map.of("a", "b")));
    if (wire == Wire.CBOR) {
      types.add(new byte[] {1, 2, 3});
    }
    return types;
  }

  /** Values of the right type at both sides of each edge. */
  static List<Object> constraints(Node node) {
    Form form = node.form();
    return switch (form.type()) {
      case STRING -> texts(form);
      case ENUM ->
          Stream.concat(
                  form.set().stream(),
                  Stream.of(
                      "", "nope", form.good() + " ", form.good().toLowerCase(Locale.ROOT) + "x"))
              .map(Object.class::cast)
              .toList();
      case INTEGER -> numbers(form);
      case TIMESTAMP -> numbers("0", "-1", "1.7E9", "1700000000.123", "1E+30", "-1E+300");
      case BLOB -> List.of(new byte[0], new byte[1], new byte[Math.toIntExact(form.max()) + 1]);
      case BOOLEAN -> List.of(true, false);
      case LIST, MAP ->
          Stream.of(0, 1, (int) form.max(), (int) form.max() + 1)
              .map(size -> Request.ofSize(node, size))
              .toList();
      case STRUCTURE -> List.of(Map.of());
    };
  }

  private static List<Object> texts(Form form) {
    List<Object> texts =
        new ArrayList<>(
            List.of(
                "", " ", "a b", "é", FACE, form.good() + " ", form.good() + "\n", "0", "01", "-1"));
    long max = form.max() == Long.MAX_VALUE ? 129 : form.max();
    for (long length : new long[] {max, max + 1}) {
      texts.add(ofLength(form.good(), length));
      texts.add("1" + "0".repeat((int) length - 1));
      texts.add(FACE.repeat((int) length));
    }
    return texts;
  }

  /** A good text, made longer by its last letter. */
  private static String ofLength(String good, long length) {
    return good
        + good.substring(good.length() - 1).repeat((int) Math.max(0, length - good.length()));
  }

  private static List<Object> numbers(Form form) {
    List<Object> numbers =
        new ArrayList<>(
            numbers(
                "0",
                "-1",
                "-0.5",
                "2.9",
                "2147483647",
                "2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551616",
                "1E+30",
                "-1E+300"));
    for (long edge : new long[] {form.min(), form.max()}) {
      if (edge != Long.MIN_VALUE && edge != Long.MAX_VALUE) {
        numbers.addAll(numbers("" + (edge - 1), "" + edge, edge + ".5", "" + (edge + 1)));
      }
    }
    return numbers;
  }

  private static List<Object> numbers(String... numbers) {
    return Arrays.stream(numbers).map(Trials::number).map(Object.class::cast).toList();
  }

  static BigDecimal number(String number) {
    return new BigDecimal(number);
  }

  /** One that breaks a constraint, if there is any. */
  static List<Object> broken(Node node) {
    Form form = node.form();
    return switch (form.type()) {
      case STRING -> form.min() == 0 ? List.of("x".repeat((int) form.max() + 1)) : List.of("");
      case ENUM -> List.of("nope");
      case INTEGER ->
          form.min() == Long.MIN_VALUE ? List.of() : List.of(new BigDecimal(form.min() - 1));
      case LIST -> List.of(Collections.emptyList());
      case MAP -> List.of(Map.of());
      case BOOLEAN, BLOB, TIMESTAMP, STRUCTURE ->
          node.required() ? List.of(Request.ABSENT) : List.of();
    };
  }
}
