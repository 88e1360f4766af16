// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

/** The bytes are not one well-formed JSON document, or one that is nested too deeply. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJson(String message) {
    // Hostile input must not cost a stack trace each time.
    super(message, null, false, false);
  }
}
