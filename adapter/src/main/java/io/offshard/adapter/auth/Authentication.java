// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.http.Exchange;

/** Finds out who makes a call. Thread-safe. */
@FunctionalInterface
public interface Authentication {
  /** Everybody who reaches the port is let in, whatever they sign with. */
  Authentication NONE = (exchange, service) -> Principal.ANONYMOUS;

  /**
   * The caller.
   *
   * @param service the name of the API in signatures, for example {@code kinesis}
   * @throws AuthFault when it is not known who that is
   */
  Principal identify(Exchange exchange, String service);
}
