// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Sequence numbers: Kafka's offset in decimal, from 0. */
public final class OffsetNumber {
  private static final Pattern DIGITS = Pattern.compile("0*(\\d{1,18})");

  private OffsetNumber() {}

  /** The digits of a number. */
  public static byte[] digits(long offset) {
    return Long.toString(offset).getBytes(US_ASCII);
  }

  /** The offset, which may have zeros in front; empty for what no partition can have. */
  public static OptionalLong parse(String number) {
    var digits = DIGITS.matcher(number);
    return digits.matches()
        ? OptionalLong.of(Long.parseLong(digits.group(1)))
        : OptionalLong.empty();
  }
}
