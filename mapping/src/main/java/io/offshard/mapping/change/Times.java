// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The times of changes. All of them end up between 1970 and 9999, as clients can read no others.
 */
final class Times {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int LONGEST_NUMBER = 40;

  /** Seconds above this would lie after the year 5000, milliseconds below it before 1973. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private static final long FIRST_MICROS = 1000 * FIRST_MILLIS;
  private static final long FIRST_NANOS = 1000 * FIRST_MICROS;

  private Times() {}

  static Instant clamped(Instant time) {
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time;
  }

  static Instant ofMillis(long millis) {
    return clamped(Instant.ofEpochMilli(millis));
  }

  static Instant ofMicros(long micros) {
    return clamped(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /**
   * An {@code ApproximateCreationDateTime}: a number since 1970 that may have a fraction and an
   * exponent, or a text in ISO-8601, as some tools print it.
   *
   * @param precision what the record says of the number's unit; where it says nothing, the size of
   *     the number tells
   * @return null where it is none of these
   */
  static @Nullable Instant creation(@Nullable JsonValue time, @Nullable String precision) {
    Instant read = read(time, precision);
    return read == null ? null : clamped(read);
  }

  private static @Nullable Instant read(@Nullable JsonValue time, @Nullable String precision) {
    return switch (time) {
      case JsonValue.Num number -> number(number.text(), precision);
      case JsonValue.Text text -> parsed(text.text());
      case null -> null;
      case JsonValue.Truth truth -> null;
      case JsonValue.Null none -> null;
      case JsonValue.Array array -> null;
      case JsonValue.Obj object -> null;
    };
  }

  /** An instant in ISO-8601, or null; it may be out of the range. */
  static @Nullable Instant parsed(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant number(String text, @Nullable String precision) {
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    // Without this an exponent could ask for gigabytes of digits.
    if (number.precision() - (long) number.scale() > LONGEST_NUMBER
        || number.scale() > LONGEST_NUMBER) {
      return null;
    }
    BigDecimal seconds = number.movePointLeft(places(number, precision));
    BigDecimal bounded =
        seconds.max(BigDecimal.ZERO).min(BigDecimal.valueOf(LAST.getEpochSecond()));
    long nanos = bounded.remainder(BigDecimal.ONE).movePointRight(9).longValue();
    return Instant.ofEpochSecond(bounded.longValue(), nanos);
  }

  /** How many decimal places the unit is away from a second. */
  private static int places(BigDecimal number, @Nullable String precision) {
    return switch (precision) {
      case "SECOND" -> 0;
      case "MILLISECOND" -> 3;
      case "MICROSECOND" -> 6;
      case "NANOSECOND" -> 9;
      case null, default -> {
        BigDecimal size = number.abs();
        yield size.compareTo(BigDecimal.valueOf(FIRST_MILLIS)) < 0
            ? 0
            : size.compareTo(BigDecimal.valueOf(FIRST_MICROS)) < 0
                ? 3
                : size.compareTo(BigDecimal.valueOf(FIRST_NANOS)) < 0 ? 6 : 9;
      }
    };
  }
}
