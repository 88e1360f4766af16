// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record to be written by PutRecords.
 *
 * @param clientInfo given back to readers as it is
 * @param partitionKey records of the same one are in one shard while the number of shards stays;
 *     with a shard id it is only kept
 */
public record NewRecord(
    ByteBuffer data,
    @Nullable ByteBuffer clientInfo,
    @Nullable String partitionKey,
    @Nullable Integer shardId) {
  private static final int MAX_DATA_BYTES = 2 << 20;
  private static final int MAX_KEY_BYTES = 256;

  /** The documents say 128 bits, and clients send more. */
  private static final int MAX_CLIENT_INFO_BYTES = 16 << 10;

  private static final Blob ANY = Blob.ofLength(0, Integer.MAX_VALUE);

  /** The declaration of the members. */
  public static final Struct<NewRecord> SHAPE =
      Struct.of(
          NewRecord.class,
          Member.required("Data", ANY),
          Member.of("ClientInfo", ANY),
          Member.of("PartitionKey", Text.any()),
          Members.SHARD_ID);

  /**
   * What is wrong with it.
   *
   * @param shards how many shards the stream has
   */
  public Optional<V3ioFault> problem(int shards) {
    if (data.remaining() > MAX_DATA_BYTES
        || (clientInfo != null && clientInfo.remaining() > MAX_CLIENT_INFO_BYTES)
        || (partitionKey != null && isTooLong(partitionKey))) {
      return Optional.of(V3ioFault.INVALID_ARGUMENT);
    }
    return shardId != null && (shardId < 0 || shardId >= shards)
        ? Optional.of(V3ioFault.SHARD_ID_OUT_OF_RANGE)
        : Optional.empty();
  }

  /** The size that limits of streams count. */
  public int bytes() {
    return data.remaining() + (partitionKey == null ? 0 : partitionKey.getBytes(UTF_8).length);
  }

  /** Whether it goes wherever its turn is. */
  public boolean isUnassigned() {
    return shardId == null && partitionKey == null;
  }

  private static boolean isTooLong(String key) {
    return key.length() > MAX_KEY_BYTES || key.getBytes(UTF_8).length > MAX_KEY_BYTES;
  }
}
