// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import java.util.Optional;

/**
 * The sequence number of a change: 31 digits, {@code 1}, ten digits of the creation second of its
 * shard and twenty of the offset of its Kafka record. So numbers grow along a lineage, as numbers
 * and as texts: a shard's creation second is above its parents'.
 *
 * @param shardCreatedSecond since 1970
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord</a>
 */
public record ChangeNumber(long shardCreatedSecond, long offset) {
  private static final int SECOND_DIGITS = 10;
  private static final int OFFSET_DIGITS = 20;
  private static final int DIGITS = 1 + SECOND_DIGITS + OFFSET_DIGITS;

  /** Reads a number that was written here; empty for all other texts. */
  public static Optional<ChangeNumber> parse(String text) {
    if (text.length() != DIGITS || text.charAt(0) != '1' || !areDigits(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChangeNumber(
              Long.parseLong(text, 1, 1 + SECOND_DIGITS, 10),
              Long.parseLong(text, 1 + SECOND_DIGITS, DIGITS, 10)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // beyond any offset
    }
  }

  private static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(DIGITS).append('1');
    pad(text, shardCreatedSecond, SECOND_DIGITS);
    pad(text, offset, OFFSET_DIGITS);
    return text.toString();
  }

  private static void pad(StringBuilder text, long number, int digits) {
    String shown = Long.toString(number);
    text.append("0".repeat(digits - shown.length())).append(shown);
  }
}
