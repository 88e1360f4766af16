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
  private Runnable before = () -> {};
  private Runnable after = () -> {};

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

  /** Happens in the world just before the next event is written. */
  void beforeNext(Runnable happens) {
    before = happens;
  }

  /** Happens in the world when the next event is written, before its writer knows. */
  void afterNext(Runnable happens) {
    after = happens;
  }

  @Override
  public Lineages latest() {
    return image;
  }

  @Override
  public Lineages.Step append(LineageEvent event) {
    Runnable first = before;
    Runnable last = after;
    before = () -> {};
    after = () -> {};
    first.run();
    Lineages.Step written =
        weather.through(
            () -> {
              Lineages.Step step = image.apply(event, BEGIN.plusSeconds(events.size()));
              events.add(event);
              image = step.image();
              return step;
            });
    last.run();
    return written;
  }

  List<LineageEvent> events() {
    return events;
  }
}
