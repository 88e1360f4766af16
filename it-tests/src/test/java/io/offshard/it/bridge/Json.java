// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The little JSON that is written here. */
final class Json {
  private Json() {}

  /** A text of letters, blanks and quotes. */
  static String text(String plain) {
    return '"' + plain.replace("\"", "\\\"") + '"';
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
