// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a unit: a size in bytes, or a duration. */
final class Quantity {
  /** Plain bytes, or with a power-of-two unit; a {@code Long}. */
  static final Quantity SIZE =
      new Quantity(
          "a size",
          Long::valueOf,
          new Unit("GiB", 1L << 30),
          new Unit("MiB", 1L << 20),
          new Unit("KiB", 1L << 10),
          new Unit("", 1L));

  /** Always with a unit; a {@link Duration} of whole milliseconds. */
  static final Quantity DURATION =
      new Quantity(
          "a duration",
          Duration::ofMillis,
          new Unit("h", 3_600_000L),
          new Unit("m", 60_000L),
          new Unit("s", 1000L),
          new Unit("ms", 1L));

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})([A-Za-z]*)");

  private final String says;
  private final LongFunction<Object> value;
  private final List<Unit> largestFirst;

  private record Unit(String name, long factor) {}

  private Quantity(String says, LongFunction<Object> value, Unit... largestFirst) {
    this.says = says;
    this.value = value;
    this.largestFirst = List.of(largestFirst);
  }

  String says() {
    return says;
  }

  /** In bytes or milliseconds. */
  long parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    Unit unit =
        largestFirst.stream()
            .filter(candidate -> candidate.name().equals(form.group(2)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(text));
    return Math.multiplyExact(Long.parseLong(form.group(1)), unit.factor());
  }

  /** As the record component takes it. */
  Object value(long amount) {
    return value.apply(amount);
  }

  /** The shortest form without a fraction: {@code 14MiB}, {@code 1500ms}. */
  String format(Object value) {
    long amount = value instanceof Duration duration ? duration.toMillis() : (Long) value;
    Unit unit =
        largestFirst.stream()
            .filter(candidate -> amount % candidate.factor() == 0)
            .findFirst()
            .orElseThrow();
    return amount / unit.factor() + unit.name();
  }

  static long within(long amount, long min, long max) {
    if (amount < min || amount > max) {
      throw new IllegalArgumentException(Long.toString(amount));
    }
    return amount;
  }
}
