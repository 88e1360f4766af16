// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checks fail for what they are there to find. */
final class AtLeastOnceTest {

  private static final Map<String, List<String>> LOGS =
      Map.of("parent", List.of("1", "2", "3"), "child", List.of("1", "2"));
  private static final Map<String, List<String>> DATA =
      Map.of("k", List.of("0", "1", "2", "3", "4"));
  private static final Map<String, Set<String>> PARENTS = Map.of("child", Set.of("parent"));

  /** Worker a is killed with record 2 of the parent not kept; b takes over. */
  private static final List<Event> TAKEN_OVER =
      List.of(
          new Event.Began("a", "parent", "TRIM_HORIZON"),
          new Event.Seen("a", "parent", "1", "k", "0"),
          new Event.Kept("a", "parent", "1"),
          new Event.Seen("a", "parent", "2", "k", "1"),
          new Event.Began("b", "parent", "1"),
          new Event.Seen("b", "parent", "2", "k", "1"),
          new Event.Seen("b", "parent", "3", "k", "2"),
          new Event.Kept("b", "parent", "3"),
          new Event.Ended("b", "parent"),
          new Event.Began("b", "child", "TRIM_HORIZON"),
          new Event.Seen("b", "child", "1", "k", "3"),
          new Event.Seen("b", "child", "2", "k", "4"),
          new Event.Kept("b", "child", "2"));

  @Test
  void aTakeOverIsAllRight() {
    check(TAKEN_OVER);
    Readings readings = new Readings(TAKEN_OVER);
    assertThat(readings.distinct()).isEqualTo(5);
    assertThat(readings.repeats()).isEqualTo(1);
    assertThat(readings.heldBy("b")).containsExactly("child");
    assertThat(readings.heldBy("a")).isEmpty();
  }

  @Test
  void linesKeepEvents() {
    assertThat(TAKEN_OVER.stream().map(Event::line).map(Event::parse).toList())
        .isEqualTo(TAKEN_OVER);
  }

  @Test
  void eachRecordThatIsMissingIsFound() {
    for (int i : List.of(1, 6, 10, 11)) {
      List<Event> events = new ArrayList<>(TAKEN_OVER);
      events.remove(i);
      assertThatThrownBy(() -> check(events))
          .as(TAKEN_OVER.get(i).line())
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void changedOrderIsFoundInAShardAndAcrossShards() {
    List<Event> events = new ArrayList<>(TAKEN_OVER);
    Collections.swap(events, 10, 11);
    AtLeastOnce swapped = new AtLeastOnce(new Readings(events));

    assertThatThrownBy(() -> swapped.assertEachSessionContinues(LOGS))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> swapped.assertKeysInOrder(DATA)).isInstanceOf(AssertionError.class);
  }

  @Test
  void beginningBeforeWhatWasKeptIsFound() {
    List<Event> events = new ArrayList<>(TAKEN_OVER);
    events.set(4, new Event.Began("b", "parent", "TRIM_HORIZON"));
    events.add(5, new Event.Seen("b", "parent", "1", "k", "0"));

    assertThatThrownBy(() -> new AtLeastOnce(new Readings(events)).assertEachSessionContinues(LOGS))
        .hasMessageContaining("kept before b on parent");
  }

  @Test
  void repeatsAfterAWorkerThatWasNotKilledAreFound() {
    assertThatThrownBy(() -> new AtLeastOnce(new Readings(TAKEN_OVER)).assertRepeatsOnlyOf("b"))
        .hasMessageContaining("parent 2");
  }

  @Test
  void aChildThatBeginsBeforeItsParentHasEndedIsFound() {
    List<Event> events = new ArrayList<>(TAKEN_OVER);
    Collections.swap(events, 8, 9);

    assertThatThrownBy(() -> new AtLeastOnce(new Readings(events)).assertParentsFirst(PARENTS))
        .hasMessageContaining("ended before");
  }

  @Test
  void anEndThatIsToldTwiceOrNotAtAllOrOfAShardThatIsOpenIsFound() {
    List<Event> twice = new ArrayList<>(TAKEN_OVER);
    twice.add(new Event.Ended("b", "parent"));
    List<Event> open = new ArrayList<>(TAKEN_OVER);
    open.add(new Event.Ended("b", "child"));
    List<Event> none = TAKEN_OVER.subList(0, 8);

    for (List<Event> events : List.of(twice, open, none)) {
      AtLeastOnce reading = new AtLeastOnce(new Readings(events));
      assertThatThrownBy(() -> reading.assertEndedOnce(Set.of("parent"), "a"))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void anEndThatTheKilledWorkerCouldNotKeepIsToldAgain() {
    List<Event> events = new ArrayList<>(TAKEN_OVER);
    events.add(4, new Event.Ended("a", "parent"));
    AtLeastOnce reading = new AtLeastOnce(new Readings(events));

    reading.assertEndedOnce(Set.of("parent"), "a");
    assertThatThrownBy(() -> reading.assertEndedOnce(Set.of("parent"), "nobody"))
        .isInstanceOf(AssertionError.class);
  }

  private static void check(List<Event> events) {
    AtLeastOnce reading = new AtLeastOnce(new Readings(events));
    reading.assertComplete(LOGS);
    reading.assertEachSessionContinues(LOGS);
    reading.assertRepeatsOnlyOf("a");
    reading.assertKeysInOrder(DATA);
    reading.assertParentsFirst(PARENTS);
    reading.assertEndedOnce(Set.of("parent"), "a");
  }
}
