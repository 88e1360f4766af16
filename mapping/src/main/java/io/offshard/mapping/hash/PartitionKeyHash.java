// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Turns a partition key, the text by which a producer says which records belong together, into its
 * hash key: the MD5 of its UTF-8 bytes, read as an unsigned big-endian number. Safe for use by many
 * threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public final class PartitionKeyHash {
  /**
   * Never fed: a copy of it costs less than a look-up of the algorithm, and a put does this for
   * every record.
   */
  private static final MessageDigest UNUSED = newMd5();

  private PartitionKeyHash() {}

  public static HashKey of(String partitionKey) {
    return of(ByteBuffer.wrap(partitionKey.getBytes(UTF_8)));
  }

  /** The same for a partition key that is encoded in UTF-8 already; the buffer stays as it is. */
  public static HashKey of(ByteBuffer partitionKey) {
    MessageDigest digest = copyOfUnused();
    digest.update(partitionKey.duplicate());
    ByteBuffer md5 = ByteBuffer.wrap(digest.digest());
    return new HashKey(md5.getLong(), md5.getLong());
  }

  private static MessageDigest copyOfUnused() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      return newMd5();
    }
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no MD5, which routes records to shards", e);
    }
  }
}
