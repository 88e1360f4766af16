// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

/** Breaks off the reading of a body; carries no stack trace, as the client causes it. */
final class Rejected extends Exception {
  private final Rejection why;

  Rejected(Rejection why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  Rejection why() {
    return why;
  }
}
