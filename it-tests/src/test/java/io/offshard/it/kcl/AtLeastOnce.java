// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.kcl.Event.Began;
import io.offshard.it.kcl.Event.Ended;
import io.offshard.it.kcl.Event.Seen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be true of the readings of an application: every record was given to a worker, in
 * order, and again only what a killed worker had been given and not kept. A shard's log is the
 * sequence numbers of all its records in their order.
 */
record AtLeastOnce(Readings readings) {

  private static final String START = "TRIM_HORIZON";

  /** Every record of every log was given to a worker, and nothing else was. */
  void assertComplete(Map<String, List<String>> logs) {
    Set<String> given = readings.seen().stream().map(Seen::place).collect(toSet());
    Set<String> missing = new TreeSet<>();
    logs.forEach((shard, log) -> log.forEach(number -> missing.add(Seen.place(shard, number))));
    Set<String> foreign = new TreeSet<>(given);
    foreign.removeAll(missing);
    missing.removeAll(given);
    assertThat(missing).as("not given to anybody").isEmpty();
    assertThat(foreign).as("not in the log").isEmpty();
  }

  /**
   * Each session has its shard's log without a gap or a change of order, and from the place that
   * was kept: right after its position, which is not before anything that had been kept.
   */
  void assertEachSessionContinues(Map<String, List<String>> logs) {
    for (Session session : readings.sessions()) {
      List<String> log = logs.getOrDefault(session.shard(), List.of());
      int from = after(log, session.position());
      int to = Math.min(log.size(), from + session.seen().size());
      assertThat(session.numbers()).as(session.name()).isEqualTo(log.subList(from, to));
      assertThat(session.keptBefore())
          .as("kept before " + session.name())
          .allSatisfy(number -> assertThat(after(log, number)).isLessThanOrEqualTo(from));
    }
  }

  /** What was given more than once was given twice, first to this worker. */
  void assertRepeatsOnlyOf(String killed) {
    readings.seen().stream()
        .collect(groupingBy(Seen::place, mapping(Seen::worker, toList())))
        .forEach((place, workers) -> assertAgainOnlyAfter(killed, place, workers));
  }

  private static void assertAgainOnlyAfter(String killed, String what, List<String> workers) {
    assertThat(workers).as(what).hasSizeLessThanOrEqualTo(2);
    if (workers.size() == 2) {
      assertThat(workers.getFirst()).as(what).isEqualTo(killed);
    }
  }

  /**
   * The records of a key with these data, each of which is there once, were first given to any
   * worker, in whatever shard, in this order.
   *
   * @param data by key; of other records nothing is said
   */
  void assertKeysInOrder(Map<String, List<String>> data) {
    Map<String, Set<String>> first = new HashMap<>();
    for (Seen each : readings.seen()) {
      first.computeIfAbsent(each.key(), _ -> new LinkedHashSet<>()).add(each.data());
    }
    data.forEach(
        (key, texts) -> {
          Set<String> given = new LinkedHashSet<>(first.getOrDefault(key, Set.of()));
          given.retainAll(new HashSet<>(texts));
          assertThat(given).as(key).containsExactlyElementsOf(texts);
        });
  }

  /**
   * A worker was told of the end of each of these shards, and of that of no other; once, and again
   * only what was first told to this worker.
   */
  void assertEndedOnce(Set<String> closed, String killed) {
    Map<String, List<String>> told =
        readings.events().stream()
            .filter(Ended.class::isInstance)
            .collect(groupingBy(Event::shard, mapping(Event::worker, toList())));
    assertThat(told).containsOnlyKeys(closed);
    told.forEach((shard, workers) -> assertAgainOnlyAfter(killed, shard, workers));
  }

  /**
   * No worker begins with a shard before all its parents were read to their ends.
   *
   * @param parents of each shard
   */
  void assertParentsFirst(Map<String, Set<String>> parents) {
    Set<String> ended = new HashSet<>();
    for (Event event : readings.events()) {
      if (event instanceof Ended) {
        ended.add(event.shard());
      } else if (event instanceof Began) {
        assertThat(ended)
            .as("ended before %s", event)
            .containsAll(parents.getOrDefault(event.shard(), Set.of()));
      }
    }
  }

  /** The index of the record after that position. */
  private static int after(List<String> log, String position) {
    if (position.equals(START)) {
      return 0;
    }
    assertThat(log).contains(position);
    return log.indexOf(position) + 1;
  }
}
