// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

/** Bytes that are no protobuf message, or not of the expected kind. */
final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessage() {
    super(null, null, false, false);
  }
}
