// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;

/**
 * How the records of a topic are shown as changes of the items of a table. Immutable; it holds for
 * the whole life of a {@link TableStream}.
 *
 * @param table the table's name, 3 to 255 letters, digits, {@code _}, {@code .} or {@code -}
 * @param form how the topic's records tell of changes
 * @param undecodable what becomes of a record that does not
 */
public record TableSpec(
    String table, KeySchema keys, ViewType view, FormSpec form, Undecodable undecodable) {

  /** What becomes of a record that is not understood. */
  public enum Undecodable {
    /** It is counted and left out. */
    SKIP,
    /** Nobody reads on behind it in its shard. */
    STOP
  }
}
