// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import java.time.Instant;

/**
 * A position that a client carries from one call to the next, as text that it cannot read or
 * change: see {@link TokenCodec}. All times are whole milliseconds. How long a token is good for is
 * the caller's rule, told from {@link #issuedAt()}.
 */
public sealed interface Token
    permits ChangeIteratorToken, ConsumerPageToken, IteratorToken, ShardPageToken, StreamPageToken {
  /** When the token was made. */
  Instant issuedAt();
}
