// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, in the order in which they were sent. Immutable. */
public final class Headers {
  private final List<String> namesAndValues;

  private Headers(List<String> namesAndValues) {
    this.namesAndValues = namesAndValues;
  }

  /** Header fields from alternating names and values. */
  public static Headers of(String... namesAndValues) {
    return of(List.of(namesAndValues));
  }

  static Headers of(List<String> namesAndValues) {
    if (namesAndValues.size() % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    return new Headers(List.copyOf(namesAndValues));
  }

  /** The value of the first field of this name, in any case of letters; null if there is none. */
  public @Nullable String first(String name) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i).equalsIgnoreCase(name)) {
        return namesAndValues.get(i + 1);
      }
    }
    return null;
  }

  /** The values of all fields of this name, in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i).equalsIgnoreCase(name)) {
        values.add(namesAndValues.get(i + 1));
      }
    }
    return values;
  }

  /** As {@link #first(String)}, with an empty text for a field that is not there. */
  public String firstOrEmpty(String name) {
    String value = first(name);
    return value == null ? "" : value;
  }
}
