// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.lineage.Lineage;
import java.util.Optional;

/** Where an item is, and what it is made of. */
sealed interface ItemPlace {
  /** What it is stored as. */
  ItemKey key();

  /** The item; empty when there is none. */
  Optional<FoundItem> found(Optional<StoredItem> stored);

  /** One that is there when it is stored. */
  record Stored(ItemKey key) implements ItemPlace {
    @Override
    public Optional<FoundItem> found(Optional<StoredItem> stored) {
      return stored.map(FoundItem::object);
    }
  }

  /**
   * One that is there when it has records, and was not deleted after the last of them.
   *
   * @param end the offset behind its last record
   */
  record Shard(ItemKey key, Lineage stream, int number, long end) implements ItemPlace {
    @Override
    public Optional<FoundItem> found(Optional<StoredItem> stored) {
      return end > FoundItem.deletedAt(stored).orElse(0)
          ? Optional.of(FoundItem.shard(stream, key, stored.orElse(null), end))
          : Optional.empty();
    }
  }
}
