// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A rule that a raw value has to satisfy, with the words in which the services state it. */
record Constraint(String text, Predicate<Object> holds) {

  static String texts(List<Constraint> constraints) {
    return constraints.stream().map(Constraint::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
