// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

/** Why a request's body was not taken. */
public enum Rejection {
  /** Longer than {@link HttpSettings.Bounds#bodyBytes()}. */
  TOO_LARGE(413),
  /**
   * The bodies in flight hold {@link HttpSettings.Bounds#budgetBytes()} already; worth a later try.
   */
  OVERLOADED(503),
  /** Not there within {@link HttpSettings.Patience#body()}. */
  TOO_SLOW(408),
  /** Broken off or badly framed by its sender. */
  BROKEN(400);

  private final int status;

  Rejection(int status) {
    this.status = status;
  }

  /** The HTTP status for it where an API has no answer of its own. */
  public int status() {
    return status;
  }
}
