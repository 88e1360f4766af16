// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.io.Serial;

/** A file that cannot be used; the message says where and why, and never shows a secret. */
public final class UnusableFile extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong, in one line for the user. */
  public UnusableFile(String message) {
    super(message);
  }
}
