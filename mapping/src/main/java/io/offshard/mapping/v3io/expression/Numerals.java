// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as texts, short enough to be reckoned with whatever they are. */
public final class Numerals {
  private static final int MOST_CHARACTERS = 64;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

  private Numerals() {}

  /** Whether the text is a decimal number of up to 64 characters and no exponent beyond 999. */
  public static boolean isNumber(String text) {
    return text.length() <= MOST_CHARACTERS && NUMBER.matcher(text).matches();
  }

  /** The value of a number; one that is none, which was stored by hand, is 0. */
  static BigDecimal value(String digits) {
    return isNumber(digits) ? new BigDecimal(digits) : BigDecimal.ZERO;
  }
}
