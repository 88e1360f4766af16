// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which item it is.
 *
 * @param table what it hangs on, for example a stream's topic id as text; without a slash
 * @param name unique in the table; may hold slashes
 */
public record ItemKey(String table, String name) {
  /** The most bytes of a table's or an item's name in UTF-8. */
  public static final int MOST_NAME_BYTES = 1_024;

  /** Throws {@link IllegalArgumentException} where {@link #isName} says no. */
  public ItemKey {
    if (!isName(table) || table.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not the name of a table: " + table);
    }
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of an item: " + name);
    }
  }

  /** Whether an item can have that name: not empty, not too long, and well-formed Unicode. */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_NAME_BYTES
        && text.getBytes(UTF_8).length <= MOST_NAME_BYTES
        && UTF_8.newEncoder().canEncode(text);
  }
}
