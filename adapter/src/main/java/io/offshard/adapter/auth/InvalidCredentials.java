// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.io.Serial;

/** A file of access keys that cannot be used; the message says where, and never shows a secret. */
public final class InvalidCredentials extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidCredentials(String message) {
    super(message);
  }
}
