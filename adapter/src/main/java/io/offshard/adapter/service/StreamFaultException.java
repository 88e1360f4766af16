// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link StreamFault} to the dialect. Without a stack trace: it is an answer, not an
 * accident.
 */
public final class StreamFaultException extends RuntimeException {
  private final transient StreamFault fault;

  /** A refusal. */
  public StreamFaultException(StreamFault fault) {
    this(fault, null);
  }

  /** A refusal that something else led to, for the log. */
  public StreamFaultException(StreamFault fault, @Nullable Throwable cause) {
    super(text(fault), cause, false, false);
    this.fault = fault;
  }

  private static String text(StreamFault fault) {
    return fault instanceof Unavailable(String reason) ? reason : fault.toString();
  }

  /** What is wrong. */
  public StreamFault fault() {
    return fault;
  }
}
