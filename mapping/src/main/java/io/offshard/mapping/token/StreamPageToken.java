// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;

/**
 * Where a list of streams goes on.
 *
 * @param lastStreamName the last name of the page before, 1 to 128 ASCII characters
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
public record StreamPageToken(String lastStreamName, Instant issuedAt) implements Token {
  private static final int MAX_NAME_LENGTH = 128;

  public StreamPageToken {
    if (lastStreamName.isEmpty()
        || lastStreamName.length() > MAX_NAME_LENGTH
        || lastStreamName.chars().anyMatch(c -> c > 0x7f)) {
      throw new IllegalArgumentException(
          "A stream name has 1 to 128 ASCII characters: " + lastStreamName);
    }
    issuedAt = issuedAt.truncatedTo(MILLIS);
  }
}
