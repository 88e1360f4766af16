// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import java.util.List;

/**
 * What rules come to for one call: whoever is not allowed it is denied it, and one that denies wins
 * over all that allow.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">How
 *     IAM weighs policies</a>
 */
public enum Verdict {
  ALLOWED,
  /** No rule speaks of it. */
  NOT_ALLOWED,
  /** A rule of the caller's denies it. */
  DENIED,
  /** A rule of the stream's denies it. */
  DENIED_BY_RESOURCE,
  /** The rules allow it, and Kafka's own do not. */
  DENIED_BY_KAFKA;

  /**
   * Weighs them.
   *
   * @param own the rules that are about the caller
   * @param resources those that the stream carries, as far as they are about the caller
   * @param action for example {@code kinesis:PutRecord}
   */
  public static Verdict of(List<Rule> own, List<Rule> resources, String action, Subject subject) {
    String folded = Rule.folded(action);
    if (anyCovers(own, Effect.DENY, folded, subject)) {
      return DENIED;
    }
    if (anyCovers(resources, Effect.DENY, folded, subject)) {
      return DENIED_BY_RESOURCE;
    }
    return anyCovers(own, Effect.ALLOW, folded, subject)
            || anyCovers(resources, Effect.ALLOW, folded, subject)
        ? ALLOWED
        : NOT_ALLOWED;
  }

  private static boolean anyCovers(
      List<Rule> rules, Effect effect, String folded, Subject subject) {
    for (Rule rule : rules) {
      if (rule.effect() == effect && rule.covers(folded, subject)) {
        return true;
      }
    }
    return false;
  }
}
