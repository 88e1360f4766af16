// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a list of shards goes on. It repeats the filter of the first page and the instant at which
 * that was evaluated, so that all pages together are one answer.
 *
 * @param topicId Kafka's id of the topic
 * @param lastShardIndex the last shard of the page before
 * @param filterType 0 to 127, the number of the shard filter; what it stands for must not change
 *     while tokens are alive
 * @param filterMillis the filter's timestamp in milliseconds since 1970; 0 for filters without one
 * @param asOf when the filter was evaluated
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 */
public record ShardPageToken(
    UUID topicId,
    int lastShardIndex,
    int filterType,
    long filterMillis,
    Instant asOf,
    Instant issuedAt)
    implements Token {
  public ShardPageToken {
    if (lastShardIndex < 0 || filterType < 0 || filterType > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Shard index " + lastShardIndex + " or filter type " + filterType + " is out of range");
    }
    asOf = asOf.truncatedTo(MILLIS);
    issuedAt = issuedAt.truncatedTo(MILLIS);
  }
}
