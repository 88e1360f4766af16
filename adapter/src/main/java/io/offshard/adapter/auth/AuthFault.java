// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.io.Serial;

/** A call whose caller is not known, in AWS's words. It has no stack trace: nothing went wrong. */
public final class AuthFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The error's name on the wire. */
  public enum Type {
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException"),
    INVALID_SIGNATURE("InvalidSignatureException"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException"),
    UNVERIFIABLE("ServiceUnavailableException");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    /** As clients know it. */
    public String wireName() {
      return wireName;
    }

    /** The HTTP status: it is not the caller's fault that nobody can tell. */
    public int status() {
      return this == UNVERIFIABLE ? 503 : 400;
    }
  }

  private final Type type;

  private AuthFault(Type type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /** Which of the service's errors it is. */
  public Type type() {
    return type;
  }

  static AuthFault missing() {
    return new AuthFault(Type.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
  }

  static AuthFault noKeyId() {
    return new AuthFault(Type.MISSING_AUTHENTICATION_TOKEN, "Access key id should be provided");
  }

  static AuthFault incomplete(String message) {
    return new AuthFault(Type.INCOMPLETE_SIGNATURE, message);
  }

  static AuthFault invalid(String message) {
    return new AuthFault(Type.INVALID_SIGNATURE, message);
  }

  /** The same for every way of not being known, so that keys cannot be guessed one by one. */
  static AuthFault unrecognized() {
    return new AuthFault(
        Type.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
  }

  /** Nobody can tell now who calls; it is worth trying again. */
  static AuthFault unverifiable() {
    return new AuthFault(Type.UNVERIFIABLE, "The token cannot be verified now.");
  }

  static AuthFault wrongSignature() {
    return invalid(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }
}
