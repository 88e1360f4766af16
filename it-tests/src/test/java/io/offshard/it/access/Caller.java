// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import java.time.Duration;

/** Somebody who calls, with or without the right to. */
enum Caller {
  /** Without any proof of who it is. */
  NOBODY("", "", Duration.ZERO),
  /** With a key that nobody has given out. */
  UNKNOWN("AKIAnobody", "secret-of-nobody", Duration.ZERO),
  /** With a key of somebody, and not its secret. */
  FORGER("AKIAann", "secret-of-another", Duration.ZERO),
  /** Whose clock is far ahead. */
  EARLY("AKIAann", "secret-of-ann", Duration.ofMinutes(20)),
  /** Whose signature is old, as if it had been recorded. */
  LATE("AKIAann", "secret-of-ann", Duration.ofMinutes(-20)),
  /** Who is known and may do nothing here. */
  BOB("AKIAbob", "secret-of-bob", Duration.ZERO),
  /** Who may do everything. */
  ANN("AKIAann", "secret-of-ann", Duration.ZERO);

  private final String key;
  private final String secret;
  private final Duration clock;

  Caller(String key, String secret, Duration clock) {
    this.key = key;
    this.secret = secret;
    this.clock = clock;
  }

  /** The id of the key. */
  String key() {
    return key;
  }

  /** What belongs to it. */
  String secret() {
    return secret;
  }

  /** How far the clock is ahead. */
  Duration clock() {
    return clock;
  }
}
