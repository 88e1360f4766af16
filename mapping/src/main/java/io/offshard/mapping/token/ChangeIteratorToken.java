// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.UUID;

/**
 * An iterator of DynamoDB Streams: where in a part of a shard a reader goes on.
 *
 * @param topicId Kafka's id of the topic
 * @param shardIndex which shard of the topic's stream
 * @param piece which part of it
 * @param nextOffset the Kafka offset of the next record to read
 * @param table the table's name, 3 to 255 ASCII characters
 * @param label when the table's stream was enabled
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">GetShardIterator</a>
 */
public record ChangeIteratorToken(
    UUID topicId,
    int shardIndex,
    int piece,
    long nextOffset,
    String table,
    Instant label,
    Instant issuedAt)
    implements Token {
  public ChangeIteratorToken {
    if (shardIndex < 0 || piece < 0 || piece > 255 || nextOffset < 0) {
      throw new IllegalArgumentException("no iterator");
    }
    if (table.length() < 3 || table.length() > 255 || table.chars().anyMatch(c -> c > 0x7f)) {
      throw new IllegalArgumentException("A table name has 3 to 255 ASCII characters: " + table);
    }
    label = label.truncatedTo(MILLIS);
    issuedAt = issuedAt.truncatedTo(MILLIS);
  }

  /** The same a little further. */
  public ChangeIteratorToken at(long offset, Instant now) {
    return new ChangeIteratorToken(topicId, shardIndex, piece, offset, table, label, now);
  }
}
