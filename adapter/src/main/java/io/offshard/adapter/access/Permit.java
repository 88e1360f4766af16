// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call and who makes it: whether it may be made is asked here, as soon as it is known what it
 * is about. It remembers what was asked, for the audit log. Not thread-safe: of one call only.
 */
public final class Permit {
  private static final ScopedValue<Permit> CURRENT = ScopedValue.newInstance();

  private final Authorization authorization;
  private final Principal caller;
  private final String service;
  private final String operation;
  private @Nullable Subject asked;

  Permit(Authorization authorization, Principal caller, String service, String operation) {
    this.authorization = authorization;
    this.caller = caller;
    this.service = service;
    this.operation = operation;
  }

  /**
   * That of the call under way, for who has to act as its caller.
   *
   * @throws IllegalStateException where no call is under way
   */
  public static Permit current() {
    return CURRENT.orElseThrow(() -> new IllegalStateException("no call is under way"));
  }

  /** Does a part of the call, in which it is the current one. */
  public <T> T during(Supplier<T> part) {
    return ScopedValue.where(CURRENT, this).call(part::get);
  }

  /** Who makes the call. */
  public Principal caller() {
    return caller;
  }

  /** What it was last asked about; null before. */
  public @Nullable Subject asked() {
    return asked;
  }

  /**
   * Lets the call go on if its caller may make it.
   *
   * @throws AccessDenied otherwise
   */
  public void require(Subject subject) {
    require(subject, null);
  }

  /**
   * The same where the subject may carry a policy itself.
   *
   * @param policy its JSON; null without
   */
  public void require(Subject subject, @Nullable String policy) {
    asked = subject;
    Verdict verdict = authorization.decide(caller, action(), subject, policy);
    if (verdict != Verdict.ALLOWED) {
      throw denied(subject, verdict);
    }
  }

  private String action() {
    return service + ":" + operation;
  }

  private AccessDenied denied(Subject subject, Verdict verdict) {
    return new AccessDenied(authorization.nameOf(caller), action(), subject, verdict);
  }

  /** What to throw when Kafka lets the caller go no further with a call that was permitted. */
  public AccessDenied deniedByKafka() {
    return denied(asked == null ? Subject.ACCOUNT : asked, Verdict.DENIED_BY_KAFKA);
  }

  /**
   * Whether a listing shows the caller that subject: who may do nothing with it does not see it.
   */
  public boolean sees(Subject subject, @Nullable String policy) {
    return authorization.sees(caller, service, subject, policy);
  }
}
