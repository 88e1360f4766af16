// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * Decimal text of unsigned whole numbers that are wider than a long, given as 64-bit words with the
 * most significant first. One is written for every record served, hence by hand: three times faster
 * than {@link java.math.BigInteger}, and without its garbage.
 */
public final class Decimal {
  private static final long WORD = 0xffff_ffffL;

  /** Nine digits at a time: with more, a step of long division would not fit 64 bits. */
  private static final int STEP_DIGITS = 9;

  private static final long STEP = 1_000_000_000;
  private static final int DIGITS_PER_LONG = 20;

  private Decimal() {}

  /** The number as decimal text without leading zeros. */
  public static String format(long... words) {
    int[] rest = halves(words);
    byte[] text = new byte[words.length * DIGITS_PER_LONG + STEP_DIGITS];
    int start = text.length;
    int first = 0;
    while (first < rest.length) {
      int digits = (int) divideByStep(rest, first);
      for (int i = 0; i < STEP_DIGITS; i++) {
        text[--start] = (byte) ('0' + digits % 10);
        digits /= 10;
      }
      while (first < rest.length && rest[first] == 0) {
        first++;
      }
    }
    while (start < text.length - 1 && text[start] == '0') {
      start++;
    }
    return new String(text, start, text.length - start, ISO_8859_1);
  }

  /**
   * Reads a number of at most {@code words} longs. Empty when the text is anything but the one that
   * {@link #format} writes (sign, blank, leading zero, non-ASCII digit, nothing at all), or when
   * the number needs more words.
   */
  public static Optional<long[]> parse(String text, int words) {
    int length = text.length();
    if (length == 0 || length > words * DIGITS_PER_LONG || (length > 1 && text.charAt(0) == '0')) {
      return Optional.empty();
    }
    int[] value = new int[2 * words];
    int from = 0;
    while (from < length) {
      int to = from + (length - from - 1) % STEP_DIGITS + 1;
      int digits = smallNumber(text, from, to);
      if (digits < 0 || multiplyByStep(value, digits) != 0) {
        return Optional.empty();
      }
      from = to;
    }
    return Optional.of(longs(value));
  }

  /** The value of at most nine digits, or -1 where one is not a digit. */
  private static int smallNumber(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Divides in place; returns the remainder. */
  private static long divideByStep(int[] value, int first) {
    long remainder = 0;
    for (int i = first; i < value.length; i++) {
      long dividend = remainder << 32 | (value[i] & WORD);
      long quotient = dividend / STEP;
      value[i] = (int) quotient;
      remainder = dividend - quotient * STEP;
    }
    return remainder;
  }

  /** Multiplies in place and adds; returns what no longer fits. */
  private static long multiplyByStep(int[] value, int added) {
    long carry = added;
    for (int i = value.length - 1; i >= 0; i--) {
      long product = (value[i] & WORD) * STEP + carry;
      value[i] = (int) product;
      carry = product >>> 32;
    }
    return carry;
  }

  private static int[] halves(long[] words) {
    int[] halves = new int[2 * words.length];
    for (int i = 0; i < words.length; i++) {
      halves[2 * i] = (int) (words[i] >>> 32);
      halves[2 * i + 1] = (int) words[i];
    }
    return halves;
  }

  private static long[] longs(int[] halves) {
    long[] words = new long[halves.length / 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) halves[2 * i] << 32 | (halves[2 * i + 1] & WORD);
    }
    return words;
  }
}
