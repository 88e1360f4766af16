// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

/**
 * The hash keys of one shard: every key from {@code start} to {@code end}, both included.
 *
 * @param start the smallest key, at most {@code end}
 * @param end the greatest key
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
 */
public record HashKeyRange(HashKey start, HashKey end) {
  public HashKeyRange {
    if (start.compareTo(end) > 0) {
      throw new IllegalArgumentException(
          "Hash key range from " + start + " to " + end + " is empty");
    }
  }

  /** Whether records with this hash key belong to the shard. */
  public boolean contains(HashKey key) {
    return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
  }
}
