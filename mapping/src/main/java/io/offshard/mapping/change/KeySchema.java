// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the attributes that tell the items of a table apart. An empty name or two equal ones
 * are an {@link IllegalArgumentException}.
 *
 * @param hash of the partition key
 * @param range of the sort key; null where the table has none
 */
public record KeySchema(String hash, @Nullable String range) {
  /** Checks the names. */
  public KeySchema {
    if (hash.isEmpty() || "".equals(range)) {
      throw new IllegalArgumentException("the name of a key attribute is empty");
    }
    if (hash.equals(range)) {
      throw new IllegalArgumentException("the key attributes have the same name \"" + hash + "\"");
    }
  }

  /** One name or two, the hash key first. */
  public List<String> names() {
    return range == null ? List.of(hash) : List.of(hash, range);
  }
}
