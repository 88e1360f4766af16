// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

/** A text that is no expression, or one that cannot be carried out; the message says why. */
public final class InvalidExpression extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  private InvalidExpression(String message, boolean unsupported) {
    // Hostile input must not cost a stack trace each time.
    super(message, null, false, false);
    this.unsupported = unsupported;
  }

  static InvalidExpression because(String reason) {
    return new InvalidExpression(reason, false);
  }

  /** The language has it, and it is not served here. */
  static InvalidExpression unsupported(String what) {
    return new InvalidExpression("Offshard does not support " + what + " in expressions.", true);
  }

  /** Whether it is only not served here, which the caller should be told by name. */
  public boolean isUnsupported() {
    return unsupported;
  }
}
