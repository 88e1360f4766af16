// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.io.Serial;

/**
 * A call that its caller may not make. The message is AWS's; an API with other words finds what it
 * needs in the parts. It has no stack trace: nothing went wrong.
 */
public final class AccessDenied extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Subject subject;

  AccessDenied(String caller, String action, Subject subject, Verdict verdict) {
    super(
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(caller, action, subject.arn(), reason(action, verdict)),
        null,
        false,
        false);
    this.subject = subject;
  }

  private static String reason(String action, Verdict verdict) {
    return switch (verdict) {
      case ALLOWED -> throw new IllegalArgumentException("not denied");
      case NOT_ALLOWED -> "because no identity-based policy allows the " + action + " action";
      case DENIED -> "with an explicit deny in an identity-based policy";
      case DENIED_BY_RESOURCE -> "with an explicit deny in a resource-based policy";
      case DENIED_BY_KAFKA -> "because no ACL of Kafka allows the " + action + " action";
    };
  }

  /** What the call is about. */
  public Subject subject() {
    return subject;
  }
}
