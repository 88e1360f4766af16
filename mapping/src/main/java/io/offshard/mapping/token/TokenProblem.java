// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

/**
 * Thrown when a text that a client sent as a token is not one. The reason is for the log and the
 * metrics: a client is told only that its token is invalid. Carries no stack trace, because clients
 * decide how often it is thrown.
 */
public final class TokenProblem extends RuntimeException {
  /** What is wrong with the text; the first that applies, in the order of the checks. */
  public enum Reason {
    /** Not in the form of a token at all: cut short, extended, of another make. */
    GARBLED,
    /** Of a format that this release does not know. */
    UNKNOWN_VERSION,
    /**
     * Signed with a key that is not, or no longer, in the keyring: seen when a rotation has not
     * reached every replica.
     */
    UNKNOWN_KEY,
    /** Changed after it was signed, or signed with another secret. */
    FORGED,
    /** Genuine, but made for another API. */
    OTHER_DIALECT,
    /** Genuine, but of another kind: an iterator where a page token belongs. */
    OTHER_KIND
  }

  private final Reason reason;

  TokenProblem(Reason reason) {
    super("Token refused: " + reason, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
