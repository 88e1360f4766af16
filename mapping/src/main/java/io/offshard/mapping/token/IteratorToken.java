// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.UUID;

/**
 * A shard iterator: where in a shard a reader goes on.
 *
 * @param topicId Kafka's id of the topic, so that the iterator does not fit a stream created again
 *     under the same name
 * @param shardIndex which shard of the stream
 * @param nextOffset the Kafka offset of the next record to read
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
public record IteratorToken(UUID topicId, int shardIndex, long nextOffset, Instant issuedAt)
    implements Token {
  public IteratorToken {
    if (shardIndex < 0 || nextOffset < 0) {
      throw new IllegalArgumentException(
          "Shard index " + shardIndex + " or offset " + nextOffset + " is negative");
    }
    issuedAt = issuedAt.truncatedTo(MILLIS);
  }
}
