// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.offshard.it.kcl.Event.Began;
import io.offshard.it.kcl.Event.Ended;
import io.offshard.it.kcl.Event.Kept;
import io.offshard.it.kcl.Event.Left;
import io.offshard.it.kcl.Event.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the workers of an application have done up to a moment, in the order of time, and sorted
 * into sessions: one for each time that a worker began with a shard. Not changed any more.
 */
final class Readings {

  private final List<Event> events;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<Reader, Session> running = new HashMap<>();
  private final Map<String, Session> holders = new HashMap<>();
  private final Map<String, List<String>> kept = new HashMap<>();

  private record Reader(String worker, String shard) {}

  Readings(List<Event> events) {
    this.events = List.copyOf(events);
    events.forEach(this::add);
  }

  private void add(Event event) {
    Reader reader = new Reader(event.worker(), event.shard());
    switch (event) {
      case Began began -> {
        Session session = Session.of(began, kept.getOrDefault(began.shard(), List.of()));
        sessions.add(session);
        running.put(reader, session);
        holders.put(began.shard(), session);
      }
      case Seen seen -> requireNonNull(running.get(reader)).seen().add(seen);
      case Kept now -> kept.computeIfAbsent(now.shard(), _ -> new ArrayList<>()).add(now.number());
      case Ended _, Left _ -> holders.remove(event.shard(), running.get(reader));
    }
  }

  List<Event> events() {
    return events;
  }

  /** Every record that a worker was given, in the order of time, as often as it was. */
  List<Seen> seen() {
    return events.stream().filter(Seen.class::isInstance).map(Seen.class::cast).toList();
  }

  /** In the order in which they began. */
  List<Session> sessions() {
    return sessions;
  }

  /** The shards with which the worker was the last to begin, and that it has not left or ended. */
  Set<String> heldBy(String worker) {
    return holders.entrySet().stream()
        .filter(each -> each.getValue().worker().equals(worker))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  /** Whether the last that happened at all is that this worker was given a record. */
  boolean isInTheMiddleOfAPage(String worker) {
    return !events.isEmpty()
        && events.getLast() instanceof Seen seen
        && seen.worker().equals(worker);
  }

  /** How many records were given to a worker, each counted once. */
  int distinct() {
    return (int) seen().stream().map(Seen::place).distinct().count();
  }

  /** How many more times records were given than once. */
  int repeats() {
    return seen().size() - distinct();
  }
}
