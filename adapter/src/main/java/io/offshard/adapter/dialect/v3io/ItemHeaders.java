// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The header fields of answers about items and objects. */
final class ItemHeaders {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ItemHeaders() {}

  /**
   * When the item was written last, so exactly that a condition can tell that write from others.
   */
  static Map<String, String> of(Instant modified) {
    return Map.of(
        "Last-Modified",
        HTTP_DATE.format(modified),
        "X-v3io-transaction-verifier",
        "__mtime_secs==%d and __mtime_nsecs==%d"
            .formatted(modified.getEpochSecond(), modified.getNano()));
  }

  /** The same, with the type of the body. */
  static Map<String, String> of(Instant modified, String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(of(modified));
    headers.put("Content-Type", contentType);
    return headers;
  }
}
