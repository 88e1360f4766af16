// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An item as one write left it. Immutable.
 *
 * @param attributes by name; may be none
 * @param version grows by one with each write
 * @param modifiedNanos when it was written, by the log's clock, in nanoseconds since 1970; no two
 *     writes of an item have the same
 */
public record StoredItem(
    ItemKey key, SortedMap<String, ItemValue> attributes, long version, long modifiedNanos) {
  /** Copies the attributes. */
  public StoredItem {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
