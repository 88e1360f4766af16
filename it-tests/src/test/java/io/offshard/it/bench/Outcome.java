// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of a row.
 *
 * @param units what was counted and checked on both sides, warming up included
 * @param note why there are no figures; empty when there are
 */
record Outcome(String row, long units, Map<Figure, Double> figures, List<Goal> goals, String note) {

  private static final String FAILED = "FAILED: ";

  static Outcome failed(String row, String reason) {
    return new Outcome(row, 0, Map.of(), List.of(), FAILED + reason);
  }

  /** Whether it could not be measured, or what was read back is wrong. */
  boolean failed() {
    return note.startsWith(FAILED);
  }

  /** Each first target with the answer whether it was met. */
  String firstGoalsShown() {
    return shown(goal -> goal.showFirst(figures));
  }

  /** The same for those that come next. */
  String nextGoalsShown() {
    return note.isEmpty() ? shown(goal -> goal.showThen(figures)) : "";
  }

  private String shown(Function<Goal, String> goal) {
    return note.isEmpty() ? goals.stream().map(goal).collect(Collectors.joining("; ")) : note;
  }
}
