// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 as strict as the services read it: padded, no line breaks, no stray bits at the end. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  /** The bytes, or null when there is a {@link #problem}. */
  static byte @Nullable [] decode(String text) {
    if (text.length() % 4 != 0 || hasStrayBits(text)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text);
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
  private static boolean hasStrayBits(String text) {
    int padding = padding(text);
    int unused = (1 << (2 * padding)) - 1;
    return padding > 0
        && (ALPHABET.indexOf(text.charAt(text.length() - padding - 1)) & unused) != 0;
  }

  private static int padding(String text) {
    return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  }
}
