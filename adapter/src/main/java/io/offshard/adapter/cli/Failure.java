// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

/** A command cannot do what it was asked to; the message is one line: the cause and the way out. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
