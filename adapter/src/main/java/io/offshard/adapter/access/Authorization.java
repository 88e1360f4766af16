// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import org.jspecify.annotations.Nullable;

/** Decides who may do what. Thread-safe. */
public interface Authorization {
  /** Everybody may do everything. */
  static Authorization everything() {
    return new Everything();
  }

  /**
   * Whether a caller may do something.
   *
   * @param action for example {@code kinesis:PutRecord}
   * @param policy the one that the subject carries itself, in JSON; null without
   */
  Verdict decide(Principal caller, String action, Subject subject, @Nullable String policy);

  /**
   * Whether a caller may do anything at all with a subject, so that a listing may show it.
   *
   * @param service what stands before the colon of its actions
   */
  boolean sees(Principal caller, String service, Subject subject, @Nullable String policy);

  /** How the caller is called in refusals. */
  String nameOf(Principal caller);

  /** A call of that caller, which waits for its subject to be known. */
  default Permit permit(Principal caller, String service, String operation) {
    return new Permit(this, caller, service, operation);
  }
}
