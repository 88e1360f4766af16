// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hash-key ranges with which a new stream starts: as many as it has shards, equally wide,
 * without gap or overlap. As at AWS, shard i starts at i times floor(2<sup>128</sup> / n), and what
 * the rounding leaves over goes to the last one.
 */
public final class EvenSplit {
  private EvenSplit() {}

  /** The ranges in ascending order; fewer than one shard is an {@link IllegalArgumentException}. */
  public static List<HashKeyRange> of(int shards) {
    if (shards < 1) {
      throw new IllegalArgumentException("A stream cannot have " + shards + " shards");
    }
    return of(new HashKeyRange(HashKey.MIN, HashKey.MAX), shards);
  }

  /**
   * The ranges into which one is divided, ascending and as wide as each other but for the last, to
   * which the rounding adds. A range of fewer keys than parts is an {@link
   * IllegalArgumentException}.
   */
  public static List<HashKeyRange> of(HashKeyRange whole, int parts) {
    BigInteger start = number(whole.start());
    BigInteger keys = number(whole.end()).subtract(start).add(BigInteger.ONE);
    BigInteger width = keys.divide(BigInteger.valueOf(parts));
    return IntStream.range(0, parts)
        .mapToObj(
            i ->
                new HashKeyRange(
                    key(start.add(multiple(width, i))),
                    i == parts - 1
                        ? whole.end()
                        : key(start.add(multiple(width, i + 1))).previous()))
        .toList();
  }

  private static BigInteger multiple(BigInteger width, int factor) {
    return width.multiply(BigInteger.valueOf(factor));
  }

  private static BigInteger number(HashKey key) {
    return new BigInteger(key.toString());
  }

  private static HashKey key(BigInteger number) {
    return new HashKey(number.shiftRight(Long.SIZE).longValue(), number.longValue());
  }
}
