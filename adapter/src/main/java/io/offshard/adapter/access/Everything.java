// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import org.jspecify.annotations.Nullable;

/** Lets everybody do everything. */
record Everything() implements Authorization {
  @Override
  public Verdict decide(Principal caller, String action, Subject subject, @Nullable String policy) {
    return Verdict.ALLOWED;
  }

  @Override
  public boolean sees(Principal caller, String service, Subject subject, @Nullable String policy) {
    return true;
  }

  @Override
  public String nameOf(Principal caller) {
    return caller.name();
  }
}
