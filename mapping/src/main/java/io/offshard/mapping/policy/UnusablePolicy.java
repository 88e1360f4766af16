// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import java.io.Serial;

/** A policy that is none, or says what is not understood; the message tells its writer which. */
public final class UnusablePolicy extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnusablePolicy(String message) {
    super(message, null, false, false);
  }
}
