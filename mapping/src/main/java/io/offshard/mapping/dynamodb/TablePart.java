// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shard as DynamoDB Streams shows it. It has one parent at most, so a shard that was merged is
 * shown as several: the keys that came from one parent are one of them.
 *
 * @param piece which of them, by the hash keys, from 0
 * @param id {@code shardId-}, twenty digits of the time since when it takes records, in
 *     milliseconds since 1970, {@code -}, eight hexadecimal digits
 * @param parentId null for the first ones, and where the parent is gone
 * @param start the first offset
 * @param end the offset behind the last one; {@link Long#MAX_VALUE} while it is open
 */
public record TablePart(
    Shard shard, int piece, String id, @Nullable String parentId, long start, long end) {

  /** Whether records are still coming. */
  public boolean isOpen() {
    return end == Long.MAX_VALUE;
  }

  /** Whether a record of the shard with that key is of this part. */
  public boolean takes(ByteBuffer partitionKey) {
    List<HashKey> seams = shard.seams();
    return seams.isEmpty() || piece(seams, PartitionKeyHash.of(partitionKey)) == piece;
  }

  /** Which piece a hash key is in. */
  static int piece(List<HashKey> seams, HashKey key) {
    int piece = 0;
    while (piece < seams.size() && seams.get(piece).compareTo(key) <= 0) {
      piece++;
    }
    return piece;
  }

  /** The number of the change that came with that offset's record. */
  public String number(long offset) {
    return new ChangeNumber(shard.createdSecond(), offset).toString();
  }

  /** The first number there can be. */
  public String startingNumber() {
    return number(start);
  }

  /** The last one there can be, which is the first one where there are none; null while open. */
  public @Nullable String endingNumber() {
    return isOpen() ? null : number(Math.max(start, end - 1));
  }

  /** Parents come before their children: of those that are as old, the index decides. */
  static String id(Instant since, int piece, int index) {
    return "shardId-%020d-%08x".formatted(since.toEpochMilli(), index << 8 | piece);
  }
}
