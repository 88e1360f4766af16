// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.Map;

/** One bound that a row's figure is to keep. */
record Goal(Figure figure, double bound) {

  boolean isMet(Map<Figure, Double> figures) {
    double value = figures.getOrDefault(figure, Double.NaN);
    return figure.moreIsBetter() ? value >= bound : value <= bound;
  }

  /** The bound and what was measured. */
  String show(Map<Figure, Double> figures) {
    String answer = isMet(figures) ? "met" : "MISSED";
    Double value = figures.get(figure);
    return "%s %s %s (%s)"
        .formatted(
            figure.moreIsBetter() ? ">=" : "<=",
            figure.show(bound),
            figure.label(),
            value == null ? "not measured" : figure.show(value) + ", " + answer);
  }
}
