// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import java.util.Set;

/** A call that was not answered, or refused; the message is one line for the user. */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException",
          "LimitExceededException",
          "ThrottlingException");

  private final String type;
  private final boolean server;

  private CallFailure(String type, boolean server, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
    this.server = server;
  }

  private CallFailure(String type, boolean server, String message) {
    super(message);
    this.type = type;
    this.server = server;
  }

  /** The service has said no, with that error. */
  static CallFailure refused(int status, String type, String message) {
    return new CallFailure(type, status >= 500, type + ": " + message);
  }

  /** There is no answer, or none that could be understood. */
  static CallFailure unanswered(String message, Throwable cause) {
    return new CallFailure("", true, message, cause);
  }

  /** The name of the service's error; empty where it has not answered. */
  public String type() {
    return type;
  }

  /**
   * Whether the same call may be taken a little later: too many came, or something is down. What it
   * was to do may have been done nevertheless.
   */
  public boolean isTransient() {
    return server || THROTTLED.contains(type);
  }
}
