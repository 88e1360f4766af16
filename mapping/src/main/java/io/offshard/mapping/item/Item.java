// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table: its attributes by name, in the order of the wire. Immutable; equal to an item
 * with equal attributes in any order.
 */
public record Item(Map<String, AttributeValue> attributes) {
  /** Copies the map. */
  public Item {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The attribute of that name, or null where there is none. */
  public @Nullable AttributeValue get(String name) {
    return attributes.get(name);
  }

  /**
   * How many bytes the item counts for in {@code SizeBytes}: for each attribute its name in UTF-8
   * and its value, by DynamoDB's measure.
   */
  public int size() {
    return Sizes.of(attributes);
  }
}
