// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of tables and of their streams: {@code
 * arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-02T03:04:05.678}.
 *
 * @param account 12 digits
 */
public record TableArn(String region, String account) {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern STREAM =
      Pattern.compile(
          "arn:aws[^:]*:dynamodb:([^:]*):(\\d{12}):table/([a-zA-Z0-9_.-]+)/stream/([^/]+)");

  /** What the ARN of a stream names. */
  public record StreamName(String table, Instant label) {}

  /** The ARN of a table. */
  public String table(String table) {
    return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
  }

  /** The name of a table that is given by it or by its ARN; of a foreign ARN, the ARN. */
  public String tableName(String given) {
    String prefix = table("");
    return given.startsWith(prefix) ? given.substring(prefix.length()) : given;
  }

  /** The ARN of a table's stream. */
  public String stream(String table, Instant label) {
    return table(table) + "/stream/" + label(label);
  }

  /** What tells the streams of a table apart: when they were enabled, to the millisecond. */
  public static String label(Instant enabled) {
    return LABEL.format(enabled);
  }

  /** Whether a text has the form of a stream's ARN, of whatever account. */
  public static boolean isStream(String text) {
    Matcher parts = STREAM.matcher(text);
    return parts.matches() && instant(parts.group(4)).isPresent();
  }

  /** What such an ARN names, if it is of this account and region. */
  public Optional<StreamName> parseStream(String text) {
    Matcher parts = STREAM.matcher(text);
    return parts.matches() && parts.group(1).equals(region) && parts.group(2).equals(account)
        ? instant(parts.group(4)).map(label -> new StreamName(parts.group(3), label))
        : Optional.empty();
  }

  private static Optional<Instant> instant(String label) {
    try {
      Instant parsed = LocalDateTime.parse(label, LABEL).toInstant(ZoneOffset.UTC);
      return label(parsed).equals(label) ? Optional.of(parsed) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
