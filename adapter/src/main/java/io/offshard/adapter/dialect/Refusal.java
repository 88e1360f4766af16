// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the API that is an error. It is thrown to end a call and written in the encoding of
 * the request; it has no stack trace, as nothing went wrong here.
 */
public final class Refusal extends RuntimeException {
  private final transient Fault fault;

  /**
   * An error.
   *
   * @param type the error's name on the wire, for example {@code ResourceNotFoundException}; one of
   *     a fixed set, as it becomes a label of the metrics
   * @param status the HTTP status
   * @param message what the caller is told, null for the few errors without a text
   */
  public Refusal(String type, int status, @Nullable String message) {
    this(new Fault(type, status, message));
  }

  Refusal(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  /** The error's name on the wire. */
  public String type() {
    return fault.type();
  }

  /** The HTTP status. */
  public int status() {
    return fault.status();
  }

  /** What the caller is told; null for the few errors that have no text. */
  @Override
  public @Nullable String getMessage() {
    return fault.message();
  }

  Fault fault() {
    return fault;
  }
}
