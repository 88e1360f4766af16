// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import java.util.Optional;

/**
 * A point on the line from 0 to 2<sup>128</sup> - 1 on which the shards of a stream divide the
 * partition keys among them.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {
  /** 0, the first point of the line. */
  public static final HashKey MIN = new HashKey(0, 0);

  /** 2<sup>128</sup> - 1 = 340282366920938463463374607431768211455, the last point of the line. */
  public static final HashKey MAX = new HashKey(-1, -1);

  /**
   * Reads what {@link #toString()} writes. Empty for anything else: no digits, a sign, leading
   * zeros, 2<sup>128</sup> or more; it comes from clients, so it never throws.
   */
  public static Optional<HashKey> parse(String decimal) {
    return Decimal.parse(decimal, 2).map(words -> new HashKey(words[0], words[1]));
  }

  /**
   * The next greater point; there is none after {@link #MAX}, to ask for it is an {@link
   * ArithmeticException}.
   */
  public HashKey next() {
    if (equals(MAX)) {
      throw new ArithmeticException("No hash key above " + this);
    }
    return new HashKey(low == -1 ? high + 1 : high, low + 1);
  }

  /**
   * The next smaller point; there is none before {@link #MIN}, to ask for it is an {@link
   * ArithmeticException}.
   */
  public HashKey previous() {
    if (equals(MIN)) {
      throw new ArithmeticException("No hash key below " + this);
    }
    return new HashKey(low == 0 ? high - 1 : high, low - 1);
  }

  @Override
  public int compareTo(HashKey other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /** Decimal, as the APIs write it: 1 to 39 digits without leading zeros. */
  @Override
  public String toString() {
    return Decimal.format(high, low);
  }
}
