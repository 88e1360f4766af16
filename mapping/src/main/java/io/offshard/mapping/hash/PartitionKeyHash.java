// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;

/**
 * Turns a partition key, the text by which a producer says which records belong together, into its
 * hash key: the MD5 of its UTF-8 bytes, read as an unsigned big-endian number. Safe for use by many
 * threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public final class PartitionKeyHash {
  private PartitionKeyHash() {}

  public static HashKey of(String partitionKey) {
    return of(ByteBuffer.wrap(partitionKey.getBytes(UTF_8)));
  }

  /** The same for a partition key that is encoded in UTF-8 already; the buffer stays as it is. */
  public static HashKey of(ByteBuffer partitionKey) {
    ByteBuffer md5 = Md5.of(partitionKey);
    return new HashKey(md5.getLong(), md5.getLong());
  }
}
