// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import io.offshard.mapping.items.ItemValue;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a caller wants to become of an item, now that it knows what it is. Immutable. */
public sealed interface Decision {

  /** Nothing is written. */
  record Keep() implements Decision {}

  /** The item has these attributes and no others from now on; it is made if there is none. */
  record Write(SortedMap<String, ItemValue> attributes) implements Decision {
    /** Copies the attributes. */
    public Write {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
  }

  /** The item goes; nothing is written if there is none. */
  record Delete() implements Decision {}
}
