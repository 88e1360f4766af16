// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.adapter.service.items.Outcome.Kept;
import io.offshard.adapter.service.items.Outcome.Written;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.items.StoredItem;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A member of a group as consumer groups' clients are: reads the group's item, counts it up, and
 * writes it where it has not been modified since; else it tries again after a moment.
 */
public final class CountingMember {
  private final ItemKey key;
  private final Supplier<Items> items;
  private long newest;
  private long written;
  private long refused;
  private long inDoubt;

  /**
   * A member.
   *
   * @param items the replica that it speaks to at the moment
   */
  public CountingMember(ItemKey key, Supplier<Items> items) {
    this.key = key;
    this.items = items;
  }

  /** The item's count; 0 without an item. */
  public static long count(Optional<StoredItem> item) {
    return item.map(
            known -> Long.parseLong(((ItemValue.Decimal) known.attributes().get("n")).digits()))
        .orElse(0L);
  }

  /**
   * Counts up once, if nobody comes between the read and the write.
   *
   * @return whether it was told so
   */
  public boolean countUp() throws InterruptedException {
    Items store = items.get();
    try {
      Optional<StoredItem> read = store.get(key);
      long before = count(read);
      TreeMap<String, ItemValue> attributes = new TreeMap<>();
      attributes.put("n", new ItemValue.Decimal(Long.toString(before + 1)));
      switch (store.update(key, now -> same(now, read, attributes))) {
        case Written(StoredItem item) -> {
          assertThat(item.modifiedNanos())
              .isNotEqualTo(read.map(StoredItem::modifiedNanos).orElse(0L));
          written++;
          newest = before + 1;
          return true;
        }
        case Kept kept -> refused++;
        case Outcome other -> throw new AssertionError(other);
      }
    } catch (StreamFaultException e) {
      inDoubt++;
    }
    return false;
  }

  /** What it has written is there, or what others have made of it. */
  public void look() throws InterruptedException {
    try {
      assertThat(count(items.get().get(key))).isGreaterThanOrEqualTo(newest);
    } catch (StreamFaultException e) {
      inDoubt++; // of a replica that ends nobody is told anything
    }
  }

  private static Decision same(
      Optional<StoredItem> now, Optional<StoredItem> read, TreeMap<String, ItemValue> attributes) {
    return now.map(StoredItem::modifiedNanos).equals(read.map(StoredItem::modifiedNanos))
        ? new Decision.Write(attributes)
        : new Decision.Keep();
  }

  /** How often it has counted up and was told so. */
  public long written() {
    return written;
  }

  /** How often somebody else was quicker. */
  public long refused() {
    return refused;
  }

  /** How often it was not told what became of it. */
  public long inDoubt() {
    return inDoubt;
  }
}
