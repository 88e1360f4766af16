// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * An inclusive range for a value or a length; the outermost values of {@code long} mean "no bound".
 */
record Bounds(long min, long max) {
  static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

  /** The upper bound comes first, as it does in the services' lists of constraints. */
  List<Constraint> on(String quantity, ToLongFunction<Object> measure) {
    List<Constraint> constraints = new ArrayList<>();
    if (max != Long.MAX_VALUE) {
      constraints.add(
          new Constraint(
              "Member must have " + quantity + " less than or equal to " + max,
              raw -> measure.applyAsLong(raw) <= max));
    }
    if (min != Long.MIN_VALUE) {
      constraints.add(
          new Constraint(
              "Member must have " + quantity + " greater than or equal to " + min,
              raw -> measure.applyAsLong(raw) >= min));
    }
    return List.copyOf(constraints);
  }
}
