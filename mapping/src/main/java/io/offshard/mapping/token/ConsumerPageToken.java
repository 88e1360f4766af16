// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a list of the consumers of a stream goes on.
 *
 * @param topicId Kafka's id of the topic
 * @param lastConsumerName the last name of the page before, 1 to 128 ASCII characters
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">ListStreamConsumers</a>
 */
public record ConsumerPageToken(UUID topicId, String lastConsumerName, Instant issuedAt)
    implements Token {
  private static final int MAX_NAME_LENGTH = 128;

  public ConsumerPageToken {
    if (lastConsumerName.isEmpty()
        || lastConsumerName.length() > MAX_NAME_LENGTH
        || lastConsumerName.chars().anyMatch(c -> c > 0x7f)) {
      throw new IllegalArgumentException(
          "A consumer name has 1 to 128 ASCII characters: " + lastConsumerName);
    }
    issuedAt = issuedAt.truncatedTo(MILLIS);
  }
}
