// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;

/** Permits for tests of what comes behind them. */
public final class Permits {
  private Permits() {}

  /** Of somebody who may do everything. */
  public static Permit all() {
    return Authorization.everything().permit(Principal.ANONYMOUS, "test", "Test");
  }
}
