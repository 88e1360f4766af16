// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LogRecord.Cleared;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Ping;
import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lineage log in order and keeps the image. What compaction may have taken away makes no
 * difference: a snapshot that is whole stands for all events below its base, and those from its
 * base on, which nobody has cleared, are applied to it once more. Tells what may be cleared. For
 * one thread.
 */
public final class Replay {
  private record Applied(LogPosition at, String key, LineageEvent event) {}

  /** A snapshot of which not all has been read yet. */
  private static final class Parts {
    private final long base;
    private final List<String> keys = new ArrayList<>();
    private final NavigableMap<String, Lineage> streams = new TreeMap<>();

    Parts(long base) {
      this.base = base;
    }
  }

  private Lineages image = Lineages.EMPTY;
  private @Nullable LineageDraft draft;

  /** Where the newest whole snapshot stands; the events below are part of it. */
  private long base;

  /** The events that are not part of it, in their order. */
  private Queue<Applied> events = new ArrayDeque<>();

  private List<String> snapshotKeys = List.of();
  private final Map<UUID, Parts> unfinished = new HashMap<>();
  private final Set<String> superseded = new LinkedHashSet<>();

  /** The image after all that was applied. */
  public Lineages image() {
    if (draft != null) {
      image = draft.image();
      draft = null;
    }
    return image;
  }

  /** How many events a replica that starts now has to apply on top of a snapshot. */
  public int eventsSinceSnapshot() {
    return events.size();
  }

  /** Keys that nobody needs any more and that have not been cleared, oldest first. */
  public Collection<String> superseded() {
    return Collections.unmodifiableSet(superseded);
  }

  /**
   * Takes the next record.
   *
   * @return what became of it if it is an event
   */
  public Optional<Verdict> apply(LogPosition at, String key, LogRecord next) {
    switch (next) {
      case LineageEvent event -> {
        events.add(new Applied(at, key, event));
        return Optional.of(draft().apply(event, at));
      }
      case Ping ping -> superseded.add(key); // whoever reads it has answered
      case SnapshotPart part -> add(key, part);
      case SnapshotEnd end -> finish(key, end);
      case Cleared cleared -> superseded.remove(key);
      case Heartbeat heartbeat -> {}
    }
    return Optional.empty();
  }

  private LineageDraft draft() {
    if (draft == null) {
      draft = image.draft();
    }
    return draft;
  }

  private void add(String key, SnapshotPart part) {
    if (part.base() <= base) {
      superseded.add(key);
      return;
    }
    Parts parts = unfinished.computeIfAbsent(part.snapshot(), id -> new Parts(part.base()));
    parts.keys.add(key);
    parts.streams.put(part.stream().name(), part.stream());
  }

  private void finish(String key, SnapshotEnd end) {
    Parts parts = unfinished.getOrDefault(end.snapshot(), new Parts(end.base()));
    parts.keys.add(key);
    if (end.base() <= base) {
      superseded.add(key);
    } else if (parts.streams.size() == end.parts()) {
      adopt(end, parts);
    } else {
      unfinished.put(end.snapshot(), parts); // never whole; cleared with the next that is
    }
  }

  private void adopt(SnapshotEnd end, Parts parts) {
    base = end.base();
    superseded.addAll(snapshotKeys);
    snapshotKeys = parts.keys;
    unfinished.remove(end.snapshot());
    unfinished.values().removeIf(this::isSuperseded);
    draft = new LineageDraft(parts.streams, end.rest());
    Queue<Applied> later = new ArrayDeque<>();
    for (Applied each : events) {
      if (each.at().offset() < base) {
        superseded.add(each.key());
      } else {
        Verdict unused = draft.apply(each.event(), each.at());
        later.add(each);
      }
    }
    events = later;
  }

  private boolean isSuperseded(Parts parts) {
    boolean older = parts.base <= base;
    if (older) {
      superseded.addAll(parts.keys);
    }
    return older;
  }
}
