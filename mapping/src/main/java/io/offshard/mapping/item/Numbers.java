// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's numbers: up to 38 significant digits, their magnitude from 1E-130 to just below
 * 1E+126, or zero. They are handled as text, so that no digit is lost and no exponent explodes.
 */
public final class Numbers {
  private static final int MOST_DIGITS = 38;
  private static final int LEAST_EXPONENT = -130;
  private static final int GREATEST_EXPONENT = 125;

  private Numbers() {}

  /**
   * The number as it is served: plain digits without an exponent, without leading zeros, and
   * without trailing ones behind the decimal point.
   *
   * @param text a number as JSON has it; a plus sign and leading zeros are taken too
   * @return null where the text is no number that DynamoDB can hold
   */
  public static @Nullable String normalised(String text) {
    if (isPlainWhole(text)) {
      return text;
    }
    Digits digits = Digits.of(text);
    if (digits == null) {
      return null;
    }
    if (digits.significant().isEmpty()) {
      return "0";
    }
    boolean holdable =
        digits.significant().length() <= MOST_DIGITS
            && digits.exponent() >= LEAST_EXPONENT
            && digits.exponent() <= GREATEST_EXPONENT;
    return holdable ? digits.plain() : null;
  }

  /** Most numbers are as they have to be. */
  private static boolean isPlainWhole(String text) {
    int length = text.length();
    if (length == 0 || length > MOST_DIGITS || text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!Digits.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many bytes a number counts for: 1, one more for each pair of digits from the first that is
   * not zero to the last one, the pairs being aligned on the decimal point, and one more for a
   * minus sign.
   *
   * @param number as {@link #normalised} gives it
   */
  static int size(String number) {
    int point = number.indexOf('.');
    int whole = point < 0 ? number.length() : point;
    int first = -1;
    int last = -1;
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) > '0') {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0) {
      return 1;
    }
    int negative = number.charAt(0) == '-' ? 1 : 0;
    return 2 + negative + pair(first, whole) - pair(last, whole);
  }

  /** The number of the pair that a digit is in: 0 is the last one before the point. */
  private static int pair(int place, int whole) {
    return Math.floorDiv(place < whole ? whole - 1 - place : whole - place, 2);
  }
}
