// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.StoredItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Small named items that all replicas of a deployment see alike: what one has acknowledged, every
 * later read shows on every other. Each call blocks for Kafka, for up to ten seconds, and throws
 * {@link io.offshard.adapter.service.StreamFaultException} with {@link
 * io.offshard.adapter.service.StreamFault.Unavailable} when Kafka does not answer in time, or with
 * {@link io.offshard.adapter.service.StreamFault.Overloaded} when too many calls wait. Thread-safe.
 */
public interface Items {
  /** The most bytes of an item: its name, the names of its attributes and their values. */
  int MOST_ITEM_BYTES = 256 << 10;

  /** The item as of some moment after the call began; empty when there is none. */
  Optional<StoredItem> get(ItemKey key) throws InterruptedException;

  /**
   * Changes an item by what it is now. The write counts only where no other one came first: else
   * the decision is asked anew, with what that one wrote.
   *
   * @param decision is given the item, empty when there is none; it may be asked several times,
   *     also with an item that is a little old, and its last answer counts, so it must do nothing
   *     but answer
   * @return what became of it; a fault ({@code Unavailable}) leaves open whether it was written
   */
  Outcome update(ItemKey key, Function<Optional<StoredItem>, Decision> decision)
      throws InterruptedException;

  /**
   * Items of a table, sorted by name.
   *
   * @param prefix that the names begin with; may be empty
   * @param after only names behind this one; empty for all
   * @param limit the most items, at least 1
   */
  List<StoredItem> scan(String table, String prefix, String after, int limit)
      throws InterruptedException;

  /** The tables that this replica knows to have or to have had items, until they end; no I/O. */
  List<String> tables();

  /** Ends a table: it has no items any more and never gets any again. */
  void drop(String table) throws InterruptedException;
}
