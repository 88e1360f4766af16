// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import io.offshard.mapping.stream.Glob;
import java.util.List;
import java.util.Locale;

/**
 * Allows or denies actions on streams. In all patterns {@code *} stands for any text and {@code ?}
 * for one character.
 *
 * @param actions patterns of actions such as {@code kinesis:PutRecord}; case does not matter
 * @param resources patterns of names; those that begin with {@code arn:} are about ARNs. The
 *     account as a whole is meant by {@code *} only
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM's
 *     policy elements</a>
 */
public record Rule(Effect effect, List<Glob> actions, List<Glob> resources) {
  private static final String ARN = "arn:";

  public Rule {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  /** A rule of patterns as somebody has written them. */
  public static Rule of(Effect effect, List<String> actions, List<String> resources) {
    return new Rule(
        effect,
        actions.stream().map(action -> new Glob(folded(action))).toList(),
        resources.stream().map(Glob::new).toList());
  }

  /** An action as it is compared. */
  static String folded(String action) {
    return action.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is about that call.
   *
   * @param folded the action in lower case
   */
  boolean covers(String folded, Subject subject) {
    for (Glob action : actions) {
      if (action.matches(folded)) {
        return concerns(subject);
      }
    }
    return false;
  }

  private boolean concerns(Subject subject) {
    for (Glob resource : resources) {
      if (names(resource, subject)) {
        return true;
      }
    }
    return false;
  }

  private boolean names(Glob resource, Subject subject) {
    return resource.pattern().startsWith(ARN)
        ? resource.matches(subject.arn())
        : subject.names().stream().anyMatch(resource::matches)
            || (effect == Effect.DENY && subject.around().stream().anyMatch(resource::matches));
  }
}
