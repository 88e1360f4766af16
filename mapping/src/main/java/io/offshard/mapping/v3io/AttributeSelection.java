// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.items.ItemValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which attributes of an item a caller wants to see. Immutable. */
public sealed interface AttributeSelection {

  /** Those that callers have set. */
  record Own() implements AttributeSelection {}

  /** Those, and the system's. */
  record All() implements AttributeSelection {}

  /** Those of these names, as far as there are such. */
  record Named(Set<String> names) implements AttributeSelection {}

  /** Reads {@code *}, {@code **} or names with commas between them. */
  static AttributeSelection of(String text) {
    Set<String> names =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (names.contains("**")) {
      return new All();
    }
    return names.contains("*") ? new Own() : new Named(names);
  }

  /** What of these attributes is wanted. */
  default SortedMap<String, ItemValue> of(
      Map<String, ItemValue> own, Map<String, ItemValue> system) {
    SortedMap<String, ItemValue> chosen = new TreeMap<>();
    switch (this) {
      case Own all -> chosen.putAll(own);
      case All all -> {
        chosen.putAll(own);
        chosen.putAll(system);
      }
      case Named(Set<String> names) -> {
        chosen.putAll(own);
        chosen.putAll(system);
        chosen.keySet().retainAll(names);
      }
    }
    return chosen;
  }
}
