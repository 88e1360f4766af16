// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/** A record is not of the form; the message becomes that of {@link Reading.Undecodable}. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreadable(String why) {
    // Hostile input must not cost a stack trace each time.
    super(why, null, false, false);
  }
}
