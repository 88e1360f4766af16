// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.StoredItem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Items in memory, for one replica; times go by one nanosecond with each write. */
public final class MemoryItems implements Items {
  private static final long BEGIN = 1_700_000_000_000_000_000L;

  private final TreeMap<String, StoredItem> all = new TreeMap<>();
  private final Set<String> dropped = new HashSet<>();
  private long writes;
  private int drops;

  private static String path(ItemKey key) {
    return key.table() + "/" + key.name();
  }

  @Override
  public synchronized Optional<StoredItem> get(ItemKey key) {
    return Optional.ofNullable(all.get(path(key)));
  }

  @Override
  public synchronized Outcome update(
      ItemKey key, Function<Optional<StoredItem>, Decision> decision) {
    if (dropped.contains(key.table())) {
      return new Outcome.Dropped();
    }
    return switch (decision.apply(get(key))) {
      case Decision.Keep _ -> new Outcome.Kept(get(key));
      case Decision.Delete _ -> {
        all.remove(path(key));
        yield new Outcome.Deleted();
      }
      case Decision.Write(var attributes) -> {
        writes++;
        StoredItem now = new StoredItem(key, attributes, writes, BEGIN + writes);
        all.put(path(key), now);
        yield new Outcome.Written(now);
      }
    };
  }

  @Override
  public synchronized List<StoredItem> scan(String table, String prefix, String after, int limit) {
    return all.tailMap(table + "/").values().stream()
        .filter(item -> item.key().table().equals(table))
        .filter(item -> item.key().name().startsWith(prefix))
        .filter(item -> item.key().name().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<String> tables() {
    return all.values().stream().map(item -> item.key().table()).distinct().toList();
  }

  /** How often a table was dropped. */
  synchronized int drops() {
    return drops;
  }

  @Override
  public synchronized void drop(String table) {
    drops++;
    dropped.add(table);
    all.values().removeIf(item -> item.key().table().equals(table));
  }
}
