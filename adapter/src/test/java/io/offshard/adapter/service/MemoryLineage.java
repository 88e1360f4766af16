// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogPosition;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A lineage log in memory. Its clock is one second further with each event. */
public final class MemoryLineage implements LineageStore {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Weather weather;
  private final List<LineageEvent> events = new ArrayList<>();
  private Lineages image = Lineages.EMPTY;
  private @Nullable Lineages held;
  private boolean lagging;
  private int undrained;
  private int pings;
  private int settled;
  private boolean first = true;
  private Map<UUID, List<Load>> said = Map.of();
  private Map<Integer, Long> reached = Map.of();
  private Runnable waiting = () -> {};
  private Runnable confirmed = () -> {};
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
    return held == null ? image : held;
  }

  /** This replica reads nothing new until it asks for all there is. */
  public void fallBehind() {
    held = image;
  }

  /** Happens in the world just before the next event is written. */
  void beforeNext(Runnable happens) {
    before = happens;
  }

  /** Happens in the world when the next event is written, before its writer knows. */
  void afterNext(Runnable happens) {
    after = happens;
  }

  /**
   * Like that, and its lease is good: nothing that replicas have to agree on has happened since.
   */
  public void lagAt(Lineages older) {
    held = older;
    lagging = true;
  }

  @Override
  public Lineages latest() {
    held = null;
    lagging = false;
    return image;
  }

  /** Happens once, just after somebody has got the image of a replica with a lease. */
  void confirmedOnce(Runnable happens) {
    confirmed = happens;
  }

  @Override
  public Lineages confirmed() {
    Lineages before = lagging ? current() : image;
    Runnable next = confirmed;
    confirmed = () -> {};
    next.run();
    return before;
  }

  @Override
  public Lineages settled() {
    settled++;
    return confirmed();
  }

  /** How often the log itself was asked. */
  public int settledCount() {
    return settled;
  }

  /** The other replicas take so many questions to say that they know. */
  void drainedAfter(int questions) {
    undrained = questions;
  }

  /** Something that happens while somebody waits. */
  void whileWaiting(Runnable happens) {
    waiting = happens;
  }

  @Override
  public boolean await(Predicate<Lineages> wanted, Duration time) {
    if (!wanted.test(image)) {
      waiting.run();
    }
    return wanted.test(image);
  }

  @Override
  public long ping() {
    pings++;
    return events.size();
  }

  /** How often it was asked who is there. */
  int pings() {
    return pings;
  }

  /** The other replicas say that they have acknowledged or served so much. */
  void reach(Map<Integer, Long> partitions) {
    reached = partitions;
  }

  @Override
  public Map<Integer, Long> reached(long closure) {
    return reached;
  }

  /** What replicas say that they have written. */
  void say(Map<UUID, List<Load>> written) {
    said = written;
  }

  @Override
  public Map<UUID, List<Load>> loads() {
    return said;
  }

  /** Whether this replica is the one that judges. */
  void becomeFirst(boolean isFirst) {
    first = isFirst;
  }

  @Override
  public boolean isFirst() {
    return first;
  }

  @Override
  public boolean drained(long offset) {
    return undrained-- <= 0;
  }

  @Override
  public Verdict append(LineageEvent event) {
    Runnable first = before;
    Runnable last = after;
    before = () -> {};
    after = () -> {};
    first.run();
    Verdict written =
        weather.through(
            () -> {
              Lineages.Step step = image.apply(event, next());
              events.add(event);
              image = step.image();
              return step.verdict();
            });
    last.run();
    return written;
  }

  private LogPosition next() {
    return new LogPosition(events.size(), BEGIN.plusSeconds(events.size()));
  }

  List<LineageEvent> events() {
    return events;
  }
}
