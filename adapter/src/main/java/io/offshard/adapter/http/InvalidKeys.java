// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.io.Serial;
import java.nio.file.Path;

/** A certificate or a private key that cannot be used; the message is one line without secrets. */
public final class InvalidKeys extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidKeys(Path file, String problem) {
    super(file + " " + problem, null, false, false);
  }
}
