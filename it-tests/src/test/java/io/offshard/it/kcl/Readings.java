// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.kcl.Event.Began;
import io.offshard.it.kcl.Event.Ended;
import io.offshard.it.kcl.Event.Kept;
import io.offshard.it.kcl.Event.Left;
import io.offshard.it.kcl.Event.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the workers of an application have done, in the order of time, and what must be true of it:
 * everything is read at least once, in order, and again only what a killed worker had not kept.
 *
 * <p>A shard's log is given as the sequence numbers of all its records in their order.
 */
final class Readings {

  private static final String START = "TRIM_HORIZON";

  private final List<Event> events;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, Session> current = new HashMap<>();

  Readings(List<Event> events) {
    this.events = events;
    Map<String, List<String>> kept = new HashMap<>();
    Map<List<String>, Session> open = new HashMap<>();
    for (Event event : events) {
      List<String> reader = List.of(event.worker(), event.shard());
      switch (event) {
        case Began began -> {
          Session session =
              Session.of(began, List.copyOf(kept.getOrDefault(began.shard(), List.of())));
          sessions.add(session);
          open.put(reader, session);
          current.put(began.shard(), session);
        }
        case Seen seen -> session(open, reader).seen().add(seen);
        case Kept each ->
            kept.computeIfAbsent(each.shard(), _ -> new ArrayList<>()).add(each.number());
        case Ended _, Left _ -> current.remove(event.shard(), session(open, reader));
      }
    }
  }

  private static Session session(Map<List<String>, Session> open, List<String> reader) {
    Session session = open.get(reader);
    if (session == null) {
      throw new AssertionError("has not begun: " + reader);
    }
    return session;
  }

  /** The shards that the worker began to read last of all, and has not left or read to the end. */
  Set<String> heldBy(String worker) {
    Set<String> held = new HashSet<>();
    current.forEach(
        (shard, session) -> {
          if (session.worker().equals(worker)) {
            held.add(shard);
          }
        });
    return held;
  }

  List<Session> sessions() {
    return sessions;
  }

  /** Whether the worker was given a record that it has not kept yet. */
  boolean hasMoreThanKept(String worker) {
    return !events.isEmpty()
        && events.getLast() instanceof Seen seen
        && seen.worker().equals(worker);
  }

  /** How many records were given to a worker, each counted once. */
  int distinct() {
    return (int) seen().map(Readings::place).distinct().count();
  }

  /** How many more times than once. */
  int repeats() {
    return (int) seen().count() - distinct();
  }

  /** Every record of every log was given to a worker, and nothing else. */
  void assertComplete(Map<String, List<String>> logs) {
    Map<String, Set<String>> found = new HashMap<>();
    seen()
        .forEach(
            each -> found.computeIfAbsent(each.shard(), _ -> new HashSet<>()).add(each.number()));
    Map<String, Set<String>> expected = new HashMap<>();
    logs.forEach((shard, log) -> expected.put(shard, new HashSet<>(log)));
    assertThat(found).isEqualTo(expected);
  }

  /**
   * Each session has its shard's log from right after its position on, without a gap or a change of
   * order; and none begins before what was kept.
   */
  void assertEachContinuesWhereItsShardWasKept(Map<String, List<String>> logs) {
    for (Session session : sessions) {
      List<String> log = logs.get(session.shard());
      assertThat(log).as(session.shard()).isNotNull();
      int from = after(log, session.position());
      int to = Math.min(log.size(), from + session.seen().size());
      assertThat(session.numbers())
          .as("%s on %s", session.worker(), session.shard())
          .isEqualTo(log.subList(from, to));
      assertThat(session.keptBefore())
          .as("kept when %s began on %s", session.worker(), session.shard())
          .allSatisfy(number -> assertThat(after(log, number)).isLessThanOrEqualTo(from));
    }
  }

  /** What was given twice was first given to that worker, and never kept by it. */
  void assertRepeatsOnlyWhatWasNotKeptBy(String killed) {
    Set<String> kept = new HashSet<>();
    events.stream()
        .filter(Kept.class::isInstance)
        .map(Kept.class::cast)
        .forEach(each -> kept.add(place(each.shard(), each.number())));
    seen()
        .collect(groupingBy(Readings::place))
        .forEach(
            (place, times) -> {
              if (times.size() > 1) {
                assertThat(times).as(place).hasSize(2);
                assertThat(times.getFirst().worker()).as(place).isEqualTo(killed);
              }
            });
  }

  /**
   * The data of each key's records counts up from 0: in the order in which they were first given to
   * any worker, wherever that was, up to the number of records of that key.
   */
  void assertKeysInOrder(Map<String, Integer> counts) {
    Map<String, Integer> next = new HashMap<>();
    seen()
        .forEach(
            each -> {
              int expected = next.getOrDefault(each.key(), 0);
              int count = Integer.parseInt(each.data());
              assertThat(count).as("next of %s", each).isLessThanOrEqualTo(expected);
              next.put(each.key(), Math.max(expected, count + 1));
            });
    assertThat(next).isEqualTo(counts);
  }

  private Stream<Seen> seen() {
    return events.stream().filter(Seen.class::isInstance).map(Seen.class::cast);
  }

  private static String place(Seen seen) {
    return place(seen.shard(), seen.number());
  }

  private static String place(String shard, String number) {
    return shard + " " + number;
  }

  /** The index of the record after that one. */
  private static int after(List<String> log, String position) {
    if (position.equals(START)) {
      return 0;
    }
    assertThat(log).contains(position);
    return log.indexOf(position) + 1;
  }
}
