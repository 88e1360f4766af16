// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * A body that cannot be accepted, and the only kind of exception that reading a body throws. It
 * carries no stack trace: bad input is an answer, not a fault of the program.
 */
public abstract sealed class WireException extends RuntimeException
    permits MalformedBody, WrongType, InvalidMembers {

  WireException(String message) {
    super(message, null, false, false);
  }

  /** Why the body is refused: always present, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
