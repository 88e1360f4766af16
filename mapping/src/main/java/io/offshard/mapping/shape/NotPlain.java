// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/** Says that a body is not for {@link PlainReader}; never leaves the package. */
final class NotPlain extends RuntimeException {
  /** The only one: it carries nothing, and is thrown for whatever callers like to send. */
  static final NotPlain HERE = new NotPlain();

  private NotPlain() {
    super(null, null, false, false);
  }
}
