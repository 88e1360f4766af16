// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

/** A value is not of the kind that its key asks for; the message says what is wrong with it. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message, null, false, false);
  }
}
