// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One record that a test puts into a stream: its key, its data and, for some, an explicit hash key.
 *
 * @param batch records of one batch travel in one PutRecords call; a record alone in its batch in
 *     one PutRecord
 */
record Sample(int batch, String key, SdkBytes data, @Nullable String explicitHashKey) {

  private static final BigInteger KEY_SPACE = BigInteger.ONE.shiftLeft(128);

  /**
   * The shard that must take this record in a stream of {@code shards} even shards: computed here
   * anew.
   */
  String expectedShard(int shards) {
    BigInteger share = KEY_SPACE.divide(BigInteger.valueOf(shards));
    int index = hashKey().divide(share).min(BigInteger.valueOf(shards - 1L)).intValueExact();
    return "shardId-%012d".formatted(index);
  }

  private BigInteger hashKey() {
    if (explicitHashKey != null) {
      return new BigInteger(explicitHashKey);
    }
    try {
      return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has MD5", e);
    }
  }
}
