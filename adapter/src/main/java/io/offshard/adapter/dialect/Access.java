// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Permit;
import io.offshard.mapping.policy.Subject;
import java.util.function.Predicate;

/**
 * How the calls of an operation are permitted: what they are about is found in the request alone,
 * before anything is looked up, so that who is denied a call learns nothing from it. Thread-safe.
 *
 * @param <C> a call
 */
public final class Access<C extends Access.Permitted> {
  /** What the calls are. */
  private enum Kind {
    DATA,
    CONTROL,
    ACCOUNT
  }

  private final Kind kind;
  private final Check<C> check;

  private Access(Kind kind, Check<C> check) {
    this.kind = kind;
    this.check = check;
  }

  /** A call that says who makes it. */
  public interface Permitted {
    /** Who makes the call, and what that caller may do. */
    Permit permit();

    /** The id that the answer and the log carry. */
    String requestId();
  }

  /** Asks the permit of a call for what the call is about; may refuse what can mean nothing. */
  @FunctionalInterface
  public interface Check<C> {
    /** Asks, before the operation begins. */
    void ask(C call);
  }

  /** Of calls that move records, or positions of readers: too many for the audit log. */
  public static <C extends Permitted> Access<C> data(Check<C> check) {
    return new Access<>(Kind.DATA, check);
  }

  /** Of all others: the audit log has each of them. */
  public static <C extends Permitted> Access<C> control(Check<C> check) {
    return new Access<>(Kind.CONTROL, check);
  }

  /** Of calls that are about no stream. */
  public static <C extends Permitted> Access<C> account() {
    return new Access<>(Kind.ACCOUNT, call -> call.permit().require(Subject.ACCOUNT));
  }

  /**
   * Of calls with a token that only the operation can open: it asks the permit itself, as soon as
   * it knows the stream.
   */
  public static <C extends Permitted> Access<C> inToken() {
    return data(call -> {});
  }

  /**
   * The same but for some calls: of these the operation asks the permit itself, or refuses them
   * because they mean nothing.
   */
  public Access<C> unless(Predicate<C> left) {
    return new Access<>(
        kind,
        call -> {
          if (!left.test(call)) {
            check.ask(call);
          }
        });
  }

  /** The same, in which what cannot be found out is said in these words. */
  Access<C> translating(Operation.Translation words) {
    return new Access<>(
        kind,
        call -> {
          try {
            check.ask(call);
          } catch (RuntimeException e) {
            throw words.of(e, call.requestId());
          }
        });
  }

  /** Whether the audit log has each call. */
  boolean isAudited() {
    return kind != Kind.DATA;
  }

  /** Whether calls are about a stream, and not about the account as a whole. */
  boolean isAboutStreams() {
    return kind != Kind.ACCOUNT;
  }

  /**
   * Lets a call begin.
   *
   * @throws io.offshard.adapter.access.AccessDenied if its caller may not make it
   */
  void begin(C call) {
    check.ask(call);
  }

  /** Makes sure that a call that has succeeded was permitted: an operation may forget to ask. */
  static void requireAsked(Permitted call) {
    if (call.permit().asked() == null) {
      throw new IllegalStateException("nobody has asked whether the call is permitted");
    }
  }
}
