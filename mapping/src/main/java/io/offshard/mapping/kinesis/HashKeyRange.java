// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;

/**
 * The MD5 hashes of the partition keys that a shard takes, as unsigned 128-bit decimals, both ends
 * inclusive.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
 */
public record HashKeyRange(String startingHashKey, String endingHashKey) {
  /** The declaration of the members. */
  public static final Struct<HashKeyRange> SHAPE =
      Struct.of(
          HashKeyRange.class,
          Member.required("StartingHashKey", Members.HASH_KEY),
          Member.required("EndingHashKey", Members.HASH_KEY));
}
