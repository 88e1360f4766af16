// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a write makes of an item: all of it, not what changes. Immutable. */
public sealed interface ItemState {

  /** The item is there, with these attributes. */
  record Present(SortedMap<String, ItemValue> attributes) implements ItemState {
    /** Copies the attributes. */
    public Present {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
  }

  /** The item is not there any more. */
  record Gone() implements ItemState {}
}
