// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.Map;

/**
 * What a row's figure is to reach.
 *
 * @param first the bound that has to be kept
 * @param then the bound after that
 */
record Goal(Figure figure, double first, double then) {

  /** The first bound and what was measured. */
  String showFirst(Map<Figure, Double> figures) {
    return show(first, figures);
  }

  /** The same for the bound after that. */
  String showThen(Map<Figure, Double> figures) {
    return show(then, figures);
  }

  private String show(double bound, Map<Figure, Double> figures) {
    Double value = figures.get(figure);
    return "%s %s %s (%s)"
        .formatted(
            figure.moreIsBetter() ? ">=" : "<=",
            figure.show(bound),
            figure.label(),
            value == null
                ? "not measured"
                : figure.show(value) + (isMet(bound, value) ? ", met" : ", MISSED"));
  }

  private boolean isMet(double bound, double value) {
    return figure.moreIsBetter() ? value >= bound : value <= bound;
  }
}
