// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import org.jspecify.annotations.Nullable;

/** Whole numbers of 64 bits out of the text of a number. */
final class WholeNumbers {
  private static final int MOST_CHARACTERS = 20;

  private WholeNumbers() {}

  /** Null where the text has a fraction or an exponent or is too large. */
  static @Nullable Long of(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
