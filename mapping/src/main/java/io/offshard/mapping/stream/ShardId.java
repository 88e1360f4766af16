// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import java.util.OptionalInt;

/**
 * The names of shards: {@code shardId-000000000042} is shard 42 of its stream. Numbers grow and are
 * never used again.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
public final class ShardId {
  private static final String FIRST = "shardId-000000000000";

  private ShardId() {}

  /**
   * The name as the service writes it, with twelve digits; a negative index is an {@link
   * IllegalArgumentException}.
   */
  public static String format(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("Shard index " + index + " is negative");
    }
    String digits = Integer.toString(index);
    return FIRST.substring(0, FIRST.length() - digits.length()).concat(digits);
  }

  /**
   * Reads a name as leniently as the service does: digits alone ({@code 0}), or digits after the
   * first hyphen whatever stands before it ({@code shard-0}, {@code x-00000000000}). Empty for
   * other texts and for numbers above 2147483647.
   */
  public static OptionalInt parse(String id) {
    int from = id.indexOf('-') + 1;
    if (from == id.length()) {
      return OptionalInt.empty();
    }
    long index = 0;
    for (int i = from; i < id.length(); i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      index = index * 10 + digit;
      if (index > Integer.MAX_VALUE) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of((int) index);
  }
}
