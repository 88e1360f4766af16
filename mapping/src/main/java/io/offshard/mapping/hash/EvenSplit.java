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
  private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

  private EvenSplit() {}

  /** The ranges in ascending order; fewer than one shard is an {@link IllegalArgumentException}. */
  public static List<HashKeyRange> of(int shards) {
    if (shards < 1) {
      throw new IllegalArgumentException("A stream cannot have " + shards + " shards");
    }
    BigInteger width = KEYS.divide(BigInteger.valueOf(shards));
    return IntStream.range(0, shards)
        .mapToObj(
            i ->
                new HashKeyRange(
                    multiple(width, i),
                    i == shards - 1 ? HashKey.MAX : multiple(width, i + 1).previous()))
        .toList();
  }

  private static HashKey multiple(BigInteger width, int factor) {
    BigInteger key = width.multiply(BigInteger.valueOf(factor));
    return new HashKey(key.shiftRight(Long.SIZE).longValue(), key.longValue());
  }
}
