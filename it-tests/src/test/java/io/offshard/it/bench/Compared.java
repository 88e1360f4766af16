// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Offshard beside raw Kafka, pass about pass, each first in turn. */
record Compared(String name, Load load, Preparation preparation, List<Goal> goals) implements Row {

  /** How many times longer a pass with few calls takes. */
  private static final int FEW_CALLS = 3;

  /** Makes what the row needs. */
  interface Preparation {
    Sides prepare(Rig rig) throws Exception;
  }

  @Override
  public Outcome measure(Rig rig) throws Exception {
    Options options = rig.options();
    try (Sides sides = preparation.prepare(rig)) {
      List<Passes> results = sides.all().stream().map(side -> new Passes(rig, side)).toList();
      for (Side side : sides.all()) {
        load.run(side.steps(), options.warmUp());
      }
      for (int i = 0; i < options.passes(); i++) {
        for (Passes each : i % 2 == 0 ? results : results.reversed()) {
          each.add(load, length(options.pass()));
        }
      }
      for (Side side : sides.all()) {
        side.verify();
      }
      return outcome(results, sides.offshard().figures());
    }
  }

  private Duration length(Duration pass) {
    return switch (load) {
      case Load.Closed() -> pass;
      case Load.Scheduled(_) -> pass.multipliedBy(FEW_CALLS);
    };
  }

  private Outcome outcome(List<Passes> results, Map<Figure, Double> more) {
    Passes own = results.getFirst();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.putAll(more);
    figures.put(Figure.RATE, own.rate());
    figures.put(Figure.P50, own.millis(0.5));
    figures.put(Figure.P99, own.millis(0.99));
    own.serverMicros().ifPresent(micros -> figures.put(Figure.CPU, micros));
    own.brokerMicros().ifPresent(micros -> figures.put(Figure.BROKER_CPU, micros));
    if (results.size() > 1) {
      Passes raw = results.getLast();
      figures.put(Figure.RAW_RATE, raw.rate());
      figures.put(Figure.RATIO, own.ratioTo(raw));
      figures.put(Figure.RAW_P50, raw.millis(0.5));
      figures.put(Figure.RAW_P99, raw.millis(0.99));
      figures.put(Figure.P50_ABOVE_RAW, own.millis(0.5) - raw.millis(0.5));
      figures.put(Figure.P99_ABOVE_RAW, own.millis(0.99) - raw.millis(0.99));
    }
    long units = results.stream().mapToLong(Passes::units).sum();
    return new Outcome(name, units, figures, goals, "");
  }
}
