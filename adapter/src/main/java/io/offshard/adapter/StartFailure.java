// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

/** The server cannot start, for a reason that its user can act on: the message is one line. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
