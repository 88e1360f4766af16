// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * When a request was signed, to the second.
 *
 * @param text in ISO 8601's basic form, as it goes into the signature
 */
record SigningTime(Instant instant, String text) {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  /**
   * Reads ISO 8601's basic form, or that of HTTP dates.
   *
   * @throws AuthFault when it is neither
   */
  static SigningTime parse(String text) {
    try {
      return new SigningTime(BASIC.parse(text, Instant::from), text);
    } catch (DateTimeException e) {
      return ofHttpDate(text);
    }
  }

  private static SigningTime ofHttpDate(String text) {
    try {
      Instant instant = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return new SigningTime(instant, format(instant));
    } catch (DateTimeException e) {
      throw AuthFault.incomplete(
          "Date must be in ISO-8601 'basic format'. Got '"
              + text
              + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
  }

  static String format(Instant instant) {
    return BASIC.format(instant);
  }

  /** The first part of the scope of a signature made then. */
  String day() {
    return text.substring(0, 8);
  }

  @Override
  public String toString() {
    return text;
  }
}
