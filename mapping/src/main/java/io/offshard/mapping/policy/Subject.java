// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import java.util.List;

/**
 * What a call is about, by all the names that a rule may call it.
 *
 * @param names at least one, for example the name of a stream, and its path in another API
 * @param arn what callers are told, and what patterns are about that are ARNs themselves
 * @param around the names of what it is inside of: a rule that denies that denies this too, and one
 *     that allows that says nothing of this
 */
public record Subject(List<String> names, String arn, List<String> around) {
  /** The account as a whole: what has no stream, such as a listing of all. */
  public static final Subject ACCOUNT = new Subject(List.of("*"), "*");

  public Subject {
    names = List.copyOf(names);
    around = List.copyOf(around);
  }

  /** What is inside of nothing. */
  public Subject(List<String> names, String arn) {
    this(names, arn, List.of());
  }
}
