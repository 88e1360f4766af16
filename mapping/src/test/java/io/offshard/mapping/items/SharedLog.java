// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import io.offshard.mapping.items.ItemReplay.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log of items in memory with Kafka's rules of compaction, and replicas that write and read. */
final class SharedLog {
  private static final long DAY = 86_400_001;

  private final List<Stored> whole = new ArrayList<>();
  private final List<Replica> replicas;
  private final Set<String> retired = new HashSet<>();
  private long now = 1_800_000_000_000L;
  private long ids;

  /**
   * A record of the log.
   *
   * @param state null: it clears the key, or is that of a dropped table
   * @param based the write that a proposal was made on, if any
   */
  record Stored(
      LogPlace at,
      ItemLogKey key,
      @Nullable ItemState state,
      boolean clears,
      @Nullable UUID based) {}

  private record Unwritten(
      ItemLogKey key, @Nullable ItemState state, boolean clears, @Nullable UUID based) {}

  SharedLog(int count) {
    this.replicas = Stream.generate(Replica::new).limit(count).toList();
  }

  List<Stored> whole() {
    return whole;
  }

  Replica replica(int number) {
    return replicas.get(number);
  }

  List<Replica> replicas() {
    return replicas;
  }

  /** A day goes by, in which all that anybody wanted to write has been written. */
  void day() {
    replicas.forEach(each -> each.write(Integer.MAX_VALUE));
    replicas.forEach(each -> each.read(Integer.MAX_VALUE));
    whole.stream()
        .filter(each -> each.key() instanceof Dropped)
        .forEach(each -> retired.add(each.key().table()));
    now += DAY;
  }

  /**
   * What compaction may have left of the log: of the records below an offset those are taken away,
   * by chance, that have a later one of their key there, and clearing marks that are the last of
   * their key.
   */
  List<Stored> compacted(int below, Random random, double share) {
    List<Stored> left = new ArrayList<>(whole);
    Map<ItemLogKey, Long> last = new HashMap<>();
    left.stream().limit(below).forEach(each -> last.put(each.key(), each.at().offset()));
    left.removeIf(
        each ->
            each.at().offset() < below
                && each.at().offset() < last.getOrDefault(each.key(), 0L)
                && random.nextDouble() < share);
    Map<ItemLogKey, Integer> copies = new HashMap<>();
    left.forEach(each -> copies.merge(each.key(), 1, Integer::sum));
    left.removeIf(
        each ->
            each.at().offset() < below
                && each.clears()
                && copies.getOrDefault(each.key(), 0) == 1
                && random.nextDouble() < share);
    return left;
  }

  static @Nullable Verdict apply(ItemReplay replay, Stored each) {
    if (each.clears()) {
      replay.clear(each.at(), each.key());
      return null;
    }
    return switch (each.key()) {
      case Proposed key when each.state() != null ->
          replay.propose(each.at(), key, each.state(), 10);
      case Proposed key -> throw new AssertionError("without a state: " + key);
      case Dropped key -> {
        replay.drop(each.at(), key);
        yield null;
      }
    };
  }

  static ItemReplay replay(List<Stored> log) {
    ItemReplay replay = new ItemReplay();
    for (Stored each : log) {
      Verdict unused = apply(replay, each);
    }
    return replay;
  }

  /** One that knows what it has read, and writes what it has decided to when it comes to it. */
  final class Replica {
    private final ItemReplay replay = new ItemReplay();
    private final Map<ItemKey, UUID> newest = new HashMap<>();
    private final Queue<Unwritten> unwritten = new ArrayDeque<>();
    private int next;

    ItemReplay replay() {
      return replay;
    }

    /** An empty value deletes the item. */
    void propose(ItemKey key, String value) {
      if (replay.isDropped(key.table()) || retired.contains(key.table())) {
        return;
      }
      Proposed proposed = new Proposed(key, replay.version(key) + 1, new UUID(7, ids++));
      TreeMap<String, ItemValue> attributes = new TreeMap<>();
      attributes.put("state", new ItemValue.Text(value));
      ItemState state = value.isEmpty() ? new ItemState.Gone() : new ItemState.Present(attributes);
      unwritten.add(new Unwritten(proposed, state, false, newest.get(key)));
    }

    void drop(String table) {
      if (!retired.contains(table)) {
        unwritten.add(new Unwritten(new Dropped(table), null, false, null));
      }
    }

    void clear(String table) {
      replay
          .superseded(key -> key.table().equals(table), 3)
          .forEach(key -> unwritten.add(new Unwritten(key, null, true, null)));
    }

    void write(int most) {
      for (int i = 0; i < most && !unwritten.isEmpty(); i++) {
        Unwritten first = unwritten.remove();
        LogPlace at = new LogPlace(whole.size(), now += 1_700);
        whole.add(new Stored(at, first.key(), first.state(), first.clears(), first.based()));
      }
    }

    void read(int most) {
      for (int i = 0; i < most && next < whole.size(); i++) {
        Stored each = whole.get(next++);
        if (apply(replay, each) == Verdict.WON && each.key() instanceof Proposed key) {
          newest.put(key.item(), key.id());
        }
      }
    }
  }
}
