// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import java.util.regex.Pattern;

/**
 * How the records of a topic are shown as changes of the items of a table. Immutable; it holds for
 * the whole life of a {@link TableStream}.
 *
 * @param table the table's name, 3 to 255 letters, digits, {@code _}, {@code .} or {@code -}; all
 *     else is an {@link IllegalArgumentException} for the user
 * @param form how the topic's records tell of changes
 * @param undecodable what becomes of a record that does not
 */
public record TableSpec(
    String table, KeySchema keys, ViewType view, FormSpec form, Undecodable undecodable) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /** Checks the name, which is a part of ARNs. */
  public TableSpec {
    if (!NAME.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "a table's name has to be 3 to 255 letters, digits, ., - or _");
    }
  }

  /** What becomes of a record that is not understood. */
  public enum Undecodable {
    /** It is counted and left out. */
    SKIP,
    /** Nobody reads on behind it in its shard. */
    STOP
  }
}
