// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 as strict as the services read it: padded, no line breaks, no stray bits at the end. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  /** The bytes, or null when there is a {@link #problem}. */
  static @Nullable ByteBuffer decode(String text) {
    // One byte for each character; what is not Latin becomes a question mark, which is no digit.
    byte[] characters = text.getBytes(ISO_8859_1);
    return decode(characters, 0, characters.length);
  }

  /** The same for a text of one byte for each character, inside an array that stays as it is. */
  static @Nullable ByteBuffer decode(byte[] text, int from, int length) {
    if (length % 4 != 0 || hasStrayBits(text, length, from + length)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(ByteBuffer.wrap(text, from, length));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * What is wrong with a text that could not be decoded, in the services' words, misspelling
   * included.
   */
  static String problem(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      return "Base64 encoded length is expected a multiple of 4 bytes but found: " + length;
    }
    for (int i = 0; i < length - padding(text); i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return "Invalid Base64 character: '" + Character.toString(text.codePointAt(i)) + "'";
      }
    }
    return "Invalid last non-pad Base64 character dectected";
  }

  /**
   * One byte over leaves four bits of the last digit unused, two bytes leave two; they have to be
   * zero.
   */
  private static boolean hasStrayBits(byte[] text, int length, int to) {
    if (length == 0 || text[to - 1] != '=') {
      return false;
    }
    int padding = text[to - 2] == '=' ? 2 : 1;
    int unused = (1 << (2 * padding)) - 1;
    return (ALPHABET.indexOf(text[to - padding - 1]) & unused) != 0;
  }

  private static int padding(String text) {
    return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  }
}
