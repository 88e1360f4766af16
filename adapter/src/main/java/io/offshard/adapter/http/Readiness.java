// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process should be sent calls: it should when none of its conditions names a problem.
 *
 * @param conditions all of them, asked in this order on each question
 */
public record Readiness(List<Condition> conditions) {
  /**
   * One thing that must hold.
   *
   * @param name what it is about, for the answer
   * @param problem null while it holds, else one line that says what is wrong; asked by many
   *     threads, must not block
   */
  public record Condition(String name, Supplier<@Nullable String> problem) {}

  /** Copies the list. */
  public Readiness {
    conditions = List.copyOf(conditions);
  }

  /** One line for each condition that does not hold; empty when ready. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Condition condition : conditions) {
      String problem = ask(condition);
      if (problem != null) {
        problems.add(condition.name() + ": " + problem);
      }
    }
    return problems;
  }

  /** Whether one of them holds. */
  public static boolean holds(Condition condition) {
    return ask(condition) == null;
  }

  private static @Nullable String ask(Condition condition) {
    try {
      return condition.problem().get();
    } catch (RuntimeException e) {
      return "cannot be told (" + e.getClass().getSimpleName() + ")";
    }
  }
}
