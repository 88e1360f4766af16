// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Anybody's bytes and texts, fit for one line of a terminal, which obeys control characters. */
final class Printable {
  private Printable() {}

  /** Text where the bytes are such in UTF-8, else {@code base64:} and the bytes in base64. */
  static String data(ByteBuffer data) {
    try {
      String text = UTF_8.newDecoder().decode(data.duplicate()).toString();
      if (text.codePoints().noneMatch(Printable::isForeign)) {
        return text(text);
      }
    } catch (CharacterCodingException e) {
      // No text, then.
    }
    return "base64:" + UTF_8.decode(Base64.getEncoder().encode(data.duplicate()));
  }

  private static boolean isForeign(int character) {
    return character != '\n'
        && character != '\r'
        && character != '\t'
        && (!Character.isDefined(character) || Character.isISOControl(character));
  }

  /** A text in which control characters and backslashes are written as Java writes them. */
  static String text(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                default -> {
                  if (Character.isISOControl(c)) {
                    line.append("\\u%04x".formatted(c));
                  } else {
                    line.append((char) c);
                  }
                }
              }
            });
    return line.toString();
  }
}
