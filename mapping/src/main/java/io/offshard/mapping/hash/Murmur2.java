// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hash by which Kafka's Java producers choose a partition for a key: Murmur2, of 32 bits, with
 * Kafka's seed. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/utils/Utils.java">Utils.murmur2</a>
 */
public final class Murmur2 {
  private static final int SEED = 0x9747b28c;
  private static final int M = 0x5bd1e995;
  private static final int R = 24;

  private Murmur2() {}

  /** The hash of what remains in the buffer, which stays as it is, without its sign: 0 or more. */
  public static int of(ByteBuffer bytes) {
    ByteBuffer rest = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int hash = SEED ^ rest.remaining();
    while (rest.remaining() >= Integer.BYTES) {
      int word = rest.getInt() * M;
      hash = hash * M ^ (word ^ word >>> R) * M;
    }
    if (rest.hasRemaining()) {
      int tail = 0;
      for (int shift = 0; rest.hasRemaining(); shift += Byte.SIZE) {
        tail |= (rest.get() & 0xff) << shift;
      }
      hash = (hash ^ tail) * M;
    }
    hash = (hash ^ hash >>> 13) * M;
    return (hash ^ hash >>> 15) & Integer.MAX_VALUE;
  }
}
