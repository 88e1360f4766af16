// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import org.jspecify.annotations.Nullable;

/**
 * A decimal number taken apart. Its text is gone through once, however long it is.
 *
 * @param significant the digits from the first that is not zero to the last one; empty for zero
 * @param exponent the power of ten of the first of them
 */
record Digits(boolean negative, String significant, long exponent) {
  /** No text can hold so many digits that they outweigh an exponent of this size. */
  private static final long EXPONENT_BOUND = 1L << 40;

  /** Null where the text is no decimal number. */
  static @Nullable Digits of(String text) {
    int length = text.length();
    int at = length > 0 && isSign(text.charAt(0)) ? 1 : 0;
    int from = at;
    int point = -1;
    StringBuilder digits = new StringBuilder();
    for (; at < length && (isDigit(text.charAt(at)) || text.charAt(at) == '.'); at++) {
      if (isDigit(text.charAt(at))) {
        digits.append(text.charAt(at));
      } else if (point < 0) {
        point = at - from;
      } else {
        return null;
      }
    }
    long written = at == length ? 0 : writtenExponent(text, at);
    if (digits.isEmpty() || written == Long.MIN_VALUE) {
      return null;
    }
    return trimmed(text.charAt(0) == '-', digits, written + (point < 0 ? digits.length() : point));
  }

  /**
   * The number without the zeros around it.
   *
   * @param whole how many of the digits stand before the point
   */
  private static Digits trimmed(boolean negative, StringBuilder digits, long whole) {
    int first = 0;
    int last = digits.length();
    while (first < last && digits.charAt(first) == '0') {
      first++;
    }
    while (last > first && digits.charAt(last - 1) == '0') {
      last--;
    }
    return new Digits(negative, digits.substring(first, last), whole - 1 - first);
  }

  /** What stands behind the E at that place; the least number where that is no exponent. */
  private static long writtenExponent(String text, int at) {
    int length = text.length();
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return Long.MIN_VALUE;
    }
    int from = at + 1 < length && isSign(text.charAt(at + 1)) ? at + 2 : at + 1;
    if (from == length) {
      return Long.MIN_VALUE;
    }
    long exponent = 0;
    for (int i = from; i < length; i++) {
      if (!isDigit(text.charAt(i))) {
        return Long.MIN_VALUE;
      }
      exponent = Math.min(EXPONENT_BOUND, 10 * exponent + (text.charAt(i) - '0'));
    }
    return text.charAt(from - 1) == '-' ? -exponent : exponent;
  }

  /** Without an exponent; only for numbers whose exponent is small. */
  String plain() {
    StringBuilder text = new StringBuilder(negative ? "-" : "");
    int whole = (int) exponent + 1;
    if (whole <= 0) {
      return text.append("0.").repeat('0', -whole).append(significant).toString();
    }
    if (significant.length() <= whole) {
      return text.append(significant).repeat('0', whole - significant.length()).toString();
    }
    return text.append(significant, 0, whole)
        .append('.')
        .append(significant, whole, significant.length())
        .toString();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }
}
