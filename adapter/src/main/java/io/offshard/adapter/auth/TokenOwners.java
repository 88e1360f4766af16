// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.util.Optional;

/** Knows whose tokens are. Thread-safe. */
@FunctionalInterface
public interface TokenOwners {
  /**
   * The owner of a token; empty where it is nobody's, or no longer.
   *
   * @throws AuthFault when nobody can tell now
   */
  Optional<Principal> find(String token);

  /** These, and then those. */
  default TokenOwners or(TokenOwners others) {
    return token -> find(token).or(() -> others.find(token));
  }
}
