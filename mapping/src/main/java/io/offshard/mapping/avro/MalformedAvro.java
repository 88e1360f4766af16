// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.avro;

/** Bytes are not what their schema says, or a schema is none that can be read by. */
public final class MalformedAvro extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedAvro(String message) {
    // Hostile input must not cost a stack trace each time.
    super(message, null, false, false);
  }
}
