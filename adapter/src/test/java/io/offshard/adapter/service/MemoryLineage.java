// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A lineage log in memory. Its clock is one second further with each event. */
public final class MemoryLineage implements LineageStore {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Weather weather;
  private final List<LineageEvent> events = new ArrayList<>();
  private Lineages image = Lineages.EMPTY;

  /** A log that always answers. */
  public MemoryLineage() {
    this(new Weather());
  }

  MemoryLineage(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Lineages current() {
    return image;
  }

  @Override
  public Lineages latest() {
    return image;
  }

  @Override
  public Lineages.Step append(LineageEvent event) {
    return weather.through(
        () -> {
          Lineages.Step step = image.apply(event, BEGIN.plusSeconds(events.size()));
          events.add(event);
          image = step.image();
          return step;
        });
  }

  List<LineageEvent> events() {
    return events;
  }
}
