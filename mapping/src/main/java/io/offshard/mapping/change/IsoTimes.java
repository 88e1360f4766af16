// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times that Connect and Debezium tell as numbers, as texts of ISO-8601. They are those
 * of the database's columns without a zone, so the texts have none; columns with a zone are texts
 * at the source already.
 *
 * <table>
 * <caption>Logical types</caption>
 * <tr><td>Date<td>days<td>2026-01-31
 * <tr><td>Time, MicroTime, NanoTime<td>from midnight on<td>23:59:59.5
 * <tr><td>Timestamp, MicroTimestamp, NanoTimestamp<td>since 1970<td>2026-01-31T23:59:59.5
 * </table>
 */
final class IsoTimes {
  private static final long SECOND = 1_000_000_000;
  private static final int LAST_YEAR = 9999;

  private IsoTimes() {}

  /**
   * The text of a number.
   *
   * @param logicalType the name in the schema
   * @return null where it is no such type, or the number is out of its range
   */
  static @Nullable String text(String logicalType, long number) {
    try {
      return switch (logicalType) {
        case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" -> date(number);
        case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" -> time(number, 1000);
        case "io.debezium.time.MicroTime" -> time(number, 1_000_000);
        case "io.debezium.time.NanoTime" -> time(number, SECOND);
        case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
            timestamp(number, 1000);
        case "io.debezium.time.MicroTimestamp" -> timestamp(number, 1_000_000);
        case "io.debezium.time.NanoTimestamp" -> timestamp(number, SECOND);
        default -> null;
      };
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static String date(long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    return DateTimeFormatter.ISO_LOCAL_DATE.format(inRange(date, date.getYear()));
  }

  /** Databases have infinite dates, which arrive as numbers far away. */
  private static <T> T inRange(T value, int year) {
    if (year < 0 || year > LAST_YEAR) {
      throw new DateTimeException("out of range");
    }
    return value;
  }

  private static String time(long number, long perSecond) {
    long nanos = Math.multiplyExact(number, SECOND / perSecond);
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(nanos));
  }

  private static String timestamp(long number, long perSecond) {
    long seconds = Math.floorDiv(number, perSecond);
    long nanos = Math.floorMod(number, perSecond) * (SECOND / perSecond);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(inRange(time, time.getYear()));
  }
}
