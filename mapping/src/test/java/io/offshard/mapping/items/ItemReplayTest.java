// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import io.offshard.mapping.items.ItemReplay.Verdict;
import io.offshard.mapping.items.SharedLog.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Replicas that read, stall, propose and clear in any order on one log: all of them, and whoever
 * reads what compaction has left of it, come to the same.
 */
class ItemReplayTest {
  private static final int REPLICAS = 3;
  private static final List<ItemKey> ITEMS =
      List.of(new ItemKey("a", "x"), new ItemKey("a", "y/z"), new ItemKey("b", "x"));

  /** Has a name, so that a history that fails can be read. */
  record Step(String name, Consumer<SharedLog> action) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Property(tries = 1_000)
  void everyWriteThatCountsWasMadeOnTheOneBeforeIt(@ForAll("histories") List<Step> history) {
    SharedLog log = after(history);
    ItemReplay replay = new ItemReplay();
    Map<ItemKey, UUID> newest = new HashMap<>();

    for (Stored each : log.whole()) {
      if (SharedLog.apply(replay, each) == Verdict.WON && each.key() instanceof Proposed key) {
        assertThat(newest.put(key.item(), key.id())).isEqualTo(each.based());
      }
    }
  }

  @Property(tries = 1_000)
  void whatCompactionLeavesStandsForTheWholeLog(
      @ForAll("histories") List<Step> history, @ForAll Random random) {
    SharedLog log = after(history);
    ItemReplay whole = SharedLog.replay(log.whole());

    for (int i = 0; i < 5; i++) {
      int below = random.nextInt(log.whole().size() + 1);
      double share = random.nextBoolean() ? 1 : random.nextDouble();
      assertSame(SharedLog.replay(log.compacted(below, random, share)), whole);
    }
  }

  /** Also a proposal that comes late is judged the same by who has read only what was left. */
  @Property(tries = 1_000)
  void whoStartsOnACompactedLogJudgesAsAllOthersDo(
      @ForAll("histories") List<Step> history, @ForAll Random random) {
    SharedLog log = after(history);
    int begin = log.whole().size();
    int below = random.nextInt(begin + 1);
    long seed = random.nextLong();
    double share = random.nextDouble();
    ItemReplay whole = SharedLog.replay(log.whole());
    ItemReplay left = SharedLog.replay(log.compacted(below, new Random(seed), share));
    log.replicas().forEach(each -> each.write(Integer.MAX_VALUE));

    for (Stored each : log.whole().subList(begin, log.whole().size())) {
      assertThat(SharedLog.apply(left, each)).isEqualTo(SharedLog.apply(whole, each));
    }
    assertSame(left, whole);
  }

  @Property(tries = 200)
  void allReplicasComeToTheSame(@ForAll("histories") List<Step> history) {
    SharedLog log = after(history);
    ItemReplay whole = SharedLog.replay(log.whole());

    for (SharedLog.Replica each : log.replicas()) {
      each.read(Integer.MAX_VALUE);
      assertSame(each.replay(), whole);
      assertThat(each.replay().bytes()).isEqualTo(whole.bytes());
    }
  }

  private static SharedLog after(List<Step> history) {
    SharedLog log = new SharedLog(REPLICAS);
    history.forEach(step -> step.action().accept(log));
    return log;
  }

  private static void assertSame(ItemReplay found, ItemReplay expected) {
    for (ItemKey key : ITEMS) {
      assertThat(found.get(key)).isEqualTo(expected.get(key));
      assertThat(found.version(key)).isEqualTo(expected.version(key));
      assertThat(found.isDropped(key.table())).isEqualTo(expected.isDropped(key.table()));
    }
    assertThat(found.count()).isEqualTo(expected.count());
    for (String table : List.of("a", "b")) {
      assertThat(found.scan(table, "", "", 9)).isEqualTo(expected.scan(table, "", "", 9));
    }
  }

  @Example
  void aLongLifeOfAFewItemsLeavesAShortLog() {
    SharedLog log = new SharedLog(1);
    SharedLog.Replica replica = log.replica(0);
    for (int i = 0; i < 500; i++) {
      replica.propose(ITEMS.get(i % 3), "v" + i);
      replica.write(9);
      replica.read(9);
      replica.clear(i % 3 == 2 ? "b" : "a");
      replica.write(9);
      replica.read(9);
    }

    assertThat(log.compacted(log.whole().size(), new Random(1), 1)).hasSizeLessThan(8);
    assertThat(replica.replay().bytes()).isLessThan(5_000);
  }

  @Example
  void aDroppedTableCostsNothingInTheEnd() {
    SharedLog log = new SharedLog(1);
    SharedLog.Replica replica = log.replica(0);
    replica.propose(ITEMS.getFirst(), "v");
    replica.drop("a");
    log.day();
    for (int i = 0; i < 10; i++) {
      replica.propose(ITEMS.getLast(), "");
      replica.write(9);
      replica.read(9);
      replica.clear("b");
    }

    assertThat(replica.replay().isDropped("a")).isFalse();
    assertThat(replica.replay().count()).isZero();
    assertThat(log.compacted(log.whole().size(), new Random(1), 1)).hasSizeLessThan(4);
  }

  @Example
  void itemsAreListedByNameWithinAPrefixAndBehindAName() {
    ItemReplay replay = new ItemReplay();
    for (String name : List.of("b", "a2", "a1", "a", "a3", "c")) {
      propose(replay, name, new ItemState.Present(new TreeMap<>()));
    }
    propose(replay, "a2", new ItemState.Gone());

    assertThat(names(replay, "", "", 9)).containsExactly("a", "a1", "a3", "b", "c");
    assertThat(names(replay, "a", "", 2)).containsExactly("a", "a1");
    assertThat(names(replay, "a", "a1", 9)).containsExactly("a3");
    assertThat(names(replay, "a", "a2", 9)).containsExactly("a3");
    assertThat(names(replay, "b", "a3", 9)).containsExactly("b");
    assertThat(names(replay, "", "c", 9)).isEmpty();
    assertThat(replay.scan("other", "", "", 9)).isEmpty();
  }

  @Example
  void memoryIsGivenBackWithTheItems() {
    ItemReplay replay = new ItemReplay();
    for (int i = 0; i < 10; i++) {
      propose(replay, "n" + i, new ItemState.Present(new TreeMap<>()));
    }
    assertThat(replay.bytes()).isGreaterThan(10 * 400);

    replay.drop(new LogPlace(99, 5), new Dropped("t"));
    replay.superseded(key -> true, 99).forEach(key -> replay.clear(new LogPlace(100, 6), key));
    replay.clear(new LogPlace(101, 7), new Dropped("t"));

    assertThat(replay.bytes()).isZero();
    assertThat(replay.count()).isZero();
  }

  private static void propose(ItemReplay replay, String name, ItemState state) {
    ItemKey key = new ItemKey("t", name);
    Proposed proposed = new Proposed(key, replay.version(key) + 1, UUID.randomUUID());
    assertThat(replay.propose(new LogPlace(1, 1), proposed, state, 6)).isEqualTo(Verdict.WON);
  }

  private static List<String> names(ItemReplay replay, String prefix, String after, int limit) {
    return replay.scan("t", prefix, after, limit).stream().map(each -> each.key().name()).toList();
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> replicas = Arbitraries.integers().between(0, REPLICAS - 1);
    Arbitrary<Integer> counts = Arbitraries.of(1, 2, 3, 5, 100);
    Arbitrary<ItemKey> items = Arbitraries.of(ITEMS);
    Arbitrary<String> tables = Arbitraries.of("a", "b");
    Arbitrary<String> values = Arbitraries.of("u", "v", "w", "");
    return Arbitraries.frequencyOf(
            Tuple.of(
                8,
                Combinators.combine(replicas, items, values)
                    .as(
                        (r, item, value) ->
                            step("propose " + item + value, r, at -> at.propose(item, value)))),
            Tuple.of(
                8,
                Combinators.combine(replicas, counts)
                    .as((r, n) -> step("write " + n, r, at -> at.write(n)))),
            Tuple.of(
                8,
                Combinators.combine(replicas, counts)
                    .as((r, n) -> step("read " + n, r, at -> at.read(n)))),
            Tuple.of(
                3,
                Combinators.combine(replicas, tables)
                    .as((r, table) -> step("clear " + table, r, at -> at.clear(table)))),
            Tuple.of(
                1,
                Combinators.combine(replicas, tables)
                    .as((r, table) -> step("drop " + table, r, at -> at.drop(table)))),
            Tuple.of(1, Arbitraries.just(new Step("day", SharedLog::day))))
        .list()
        .ofMinSize(30)
        .ofMaxSize(120);
  }

  private static Step step(String name, int number, Consumer<SharedLog.Replica> action) {
    return new Step(number + " " + name, log -> action.accept(log.replica(number)));
  }
}
