// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the log of items comes to. Of the proposals for one version of an item the first one counts;
 * a writer proposes the version after the one that it has read. So a proposal counts where its
 * version is newer than what was there, and the state at the log's end is the same for who reads
 * all of it and for who reads what compaction has left: the winner of the newest version is there
 * as long as it is the newest, and stands before all its rivals. Not thread-safe.
 */
public final class ItemReplay {
  /** For so long, by the log's clock, it is known that a table was dropped. */
  static final long DROP_KNOWN_MILLIS = 86_400_000;

  /** Who has won clears what it has superseded; only what it has left so long is for others. */
  static final long LEFT_MILLIS = 10_000;

  /** What one item, or one key that is to be cleared, costs beside its text. */
  private static final int ENTRY_BYTES = 400;

  private final Map<String, NavigableMap<String, Slot>> tables = new HashMap<>();
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final Map<ItemLogKey, Long> superseded = new LinkedHashMap<>();
  private long bytes;
  private long count;
  private long newestMillis = Long.MIN_VALUE;

  /** An item's newest write; without an item where that deleted it. */
  private record Slot(Proposed by, @Nullable StoredItem item, long bytes) {}

  /** What became of a proposal. */
  public enum Verdict {
    /** It is what the item is now. */
    WON,
    /** Another one came first. */
    LOST,
    /** There is no such table any more. */
    DROPPED
  }

  /**
   * Takes the next write of the log.
   *
   * @param size bytes of the state in the log
   */
  public Verdict propose(LogPlace at, Proposed key, ItemState state, int size) {
    pass(at);
    if (dropped.containsKey(key.table())) {
      supersede(key, at);
      return Verdict.DROPPED;
    }
    NavigableMap<String, Slot> table = tables.computeIfAbsent(key.table(), name -> new TreeMap<>());
    Slot before = table.get(key.item().name());
    if (before != null && key.version() <= before.by().version()) {
      if (!key.equals(before.by())) {
        supersede(key, at);
      }
      return Verdict.LOST;
    }
    if (before != null) {
      remove(before);
      supersede(before.by(), at);
    }
    Slot now = slot(at, key, state, size);
    table.put(key.item().name(), now);
    bytes += now.bytes();
    count += now.item() == null ? 0 : 1;
    return Verdict.WON;
  }

  private static Slot slot(LogPlace at, Proposed key, ItemState state, int size) {
    return switch (state) {
      case ItemState.Gone gone -> new Slot(key, null, footprint(key, state, size));
      case ItemState.Present present ->
          new Slot(
              key,
              new StoredItem(key.item(), present.attributes(), key.version(), at.uniqueNanos()),
              footprint(key, state, size));
    };
  }

  /**
   * What a write costs in memory.
   *
   * @param size bytes of the state in the log
   */
  public static long footprint(Proposed key, ItemState state, int size) {
    int parts =
        switch (state) {
          case ItemState.Gone gone -> 1;
          case ItemState.Present(var attributes) -> 1 + attributes.size();
        };
    return (long) parts * ENTRY_BYTES + key.item().name().length() + size;
  }

  private void remove(Slot slot) {
    bytes -= slot.bytes();
    count -= slot.item() == null ? 0 : 1;
  }

  /** Takes the record that ends a table. */
  public void drop(LogPlace at, Dropped key) {
    pass(at);
    NavigableMap<String, Slot> table = tables.remove(key.table());
    if (table != null) {
      for (Slot each : table.values()) {
        remove(each);
        supersede(each.by(), at);
      }
    }
    if (dropped.put(key.table(), at.millis()) == null) {
      bytes += ENTRY_BYTES;
    }
  }

  /** Takes a record that clears a key. */
  public void clear(LogPlace at, ItemLogKey key) {
    pass(at);
    if (superseded.remove(key) != null) {
      bytes -= ENTRY_BYTES;
    }
    switch (key) {
      case Dropped(String table) -> {
        if (dropped.remove(table) != null) {
          bytes -= ENTRY_BYTES;
        }
      }
      case Proposed proposed -> {
        // Nobody does so to what counts; if by hand, who starts later must not see more.
        NavigableMap<String, Slot> table = tables.get(proposed.table());
        Slot slot = table == null ? null : table.get(proposed.item().name());
        if (table != null && slot != null && slot.by().equals(proposed)) {
          table.remove(proposed.item().name());
          remove(slot);
        }
      }
    }
  }

  private void supersede(ItemLogKey key, LogPlace at) {
    if (superseded.putIfAbsent(key, at.millis()) == null) {
      bytes += ENTRY_BYTES;
    }
  }

  /** A table's id is never used again, so that it was dropped is soon of no use. */
  private void pass(LogPlace at) {
    newestMillis = Math.max(newestMillis, at.millis());
    for (Map.Entry<String, Long> each : dropped.entrySet()) {
      if (newestMillis - each.getValue() <= DROP_KNOWN_MILLIS) {
        return;
      }
      supersede(new Dropped(each.getKey()), at);
    }
  }

  /** The item; empty when there is none. */
  public Optional<StoredItem> get(ItemKey key) {
    Slot slot = slot(key);
    return slot == null ? Optional.empty() : Optional.ofNullable(slot.item());
  }

  /** The version of an item's newest write, also where that deleted it; 0 without any. */
  public long version(ItemKey key) {
    Slot slot = slot(key);
    return slot == null ? 0 : slot.by().version();
  }

  /** How much of {@link #bytes} an item takes. */
  public long bytes(ItemKey key) {
    Slot slot = slot(key);
    return slot == null ? 0 : slot.bytes();
  }

  private @Nullable Slot slot(ItemKey key) {
    NavigableMap<String, Slot> table = tables.get(key.table());
    return table == null ? null : table.get(key.name());
  }

  /** Items of a table in the order of their names: those behind one, with a prefix, so many. */
  public List<StoredItem> scan(String table, String prefix, String after, int limit) {
    NavigableMap<String, Slot> all = tables.getOrDefault(table, new TreeMap<>());
    boolean begun = after.compareTo(prefix) >= 0;
    List<StoredItem> found = new ArrayList<>();
    for (Map.Entry<String, Slot> each : all.tailMap(begun ? after : prefix, !begun).entrySet()) {
      if (found.size() == limit || !each.getKey().startsWith(prefix)) {
        return found;
      }
      if (each.getValue().item() != null) {
        found.add(each.getValue().item());
      }
    }
    return found;
  }

  /** The tables that something is known of, and that have not been dropped. */
  public List<String> tables() {
    return List.copyOf(tables.keySet());
  }

  /** Whether the table has been dropped. */
  public boolean isDropped(String table) {
    return dropped.containsKey(table);
  }

  /**
   * Keys that count no more and can be cleared, oldest first: those that the caller has just
   * superseded, and others that nobody has cleared for a while.
   */
  public List<ItemLogKey> superseded(Predicate<ItemLogKey> own, int most) {
    return superseded.entrySet().stream()
        .filter(each -> own.test(each.getKey()) || newestMillis - each.getValue() > LEFT_MILLIS)
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many items there are. */
  public long count() {
    return count;
  }

  /** What all of this takes in memory, counted generously. */
  public long bytes() {
    return bytes;
  }
}
