// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Members break their declared constraints; all of them are told at once, ten at most. The message
 * is the one that the services give with their ValidationException: {@code 1 validation error
 * detected: Value '' at 'streamName' ...}.
 */
public final class InvalidMembers extends WireException {
  private final transient List<Violation> violations;

  InvalidMembers(List<Violation> violations) {
    super(
        violations.stream()
            .map(Violation::text)
            .collect(
                Collectors.joining(
                    "; ",
                    violations.size()
                        + (violations.size() == 1 ? " validation error" : " validation errors")
                        + " detected: ",
                    "")));
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, in the order in which the members are declared; never empty. */
  public List<Violation> violations() {
    return violations;
  }
}
