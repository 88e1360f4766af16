// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/** A record cannot be read now; the message becomes that of {@link Reading.Delayed}. */
final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotYet(String why) {
    // It may come with every record while a registry is gone.
    super(why, null, false, false);
  }
}
