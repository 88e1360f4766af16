// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints outcomes as a table that is also Markdown. */
final class Report {

  private static final List<Figure> COLUMNS =
      List.of(
          Figure.RATE,
          Figure.RAW_RATE,
          Figure.RATIO,
          Figure.CPU,
          Figure.BROKER_CPU,
          Figure.P50,
          Figure.P99,
          Figure.RAW_P50,
          Figure.RAW_P99);

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** What it was measured on and how. */
  void head(Options options) {
    out.printf(
        "%d cores (%s), JDK %s; warm-up %.1f s, %d passes of %.1f s; access log %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version(),
        options.warmUp().toMillis() / 1e3,
        options.passes(),
        options.pass().toMillis() / 1e3,
        options.accessLog() ? "on" : "off");
    List<String> labels = new ArrayList<>(List.of("row"));
    COLUMNS.forEach(figure -> labels.add(figure.label()));
    labels.add("first target");
    labels.add("then");
    line(labels);
    line(labels.stream().map(label -> "---").toList());
  }

  void row(Outcome outcome) {
    List<String> cells = new ArrayList<>(List.of(outcome.row()));
    for (Figure figure : COLUMNS) {
      Double value = outcome.figures().get(figure);
      cells.add(value == null ? "" : figure.show(value));
    }
    cells.add(outcome.firstGoalsShown());
    cells.add(outcome.nextGoalsShown());
    line(cells);
  }

  private void line(List<String> cells) {
    StringBuilder line = new StringBuilder("| %-44s |".formatted(cells.getFirst()));
    int figures = 1 + COLUMNS.size();
    for (String cell : cells.subList(1, figures)) {
      line.append(" %9s |".formatted(cell));
    }
    for (String cell : cells.subList(figures, cells.size())) {
      line.append(' ').append(cell).append(" |");
    }
    out.println(line);
  }
}
