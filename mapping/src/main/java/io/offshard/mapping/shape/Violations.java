// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one body, up to the ten items that the services report. */
final class Violations {
  private static final int REPORTED = 10;

  private final List<Violation> found = new ArrayList<>();

  void missing(Path path) {
    if (found.size() < REPORTED) {
      found.add(new Violation("null", path.toString(), "Member must not be null"));
    }
  }

  void add(Shape<?> shape, Object raw, Path path, String constraint) {
    if (found.size() < REPORTED) {
      Excerpt shown = new Excerpt();
      shape.show(raw, shown);
      found.add(new Violation("'" + shown + "'", path.toString(), constraint));
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidMembers(found);
    }
  }
}
