// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.util.Set;

/**
 * What a Kafka record turned out to be: a change, nothing to show, nothing understood, or not yet.
 */
public sealed interface Reading {

  /**
   * A change.
   *
   * @param losses what the item's types could not carry as it was
   */
  record Changed(ItemChange change, Set<Loss> losses) implements Reading {
    /** Copies the set. */
    public Changed {
      losses = Set.copyOf(losses);
    }

    /** A change that came over whole. */
    public Changed(ItemChange change) {
      this(change, Set.of());
    }
  }

  /** A record that is well understood and has no counterpart in a stream of changes. */
  record Skipped(Reason reason) implements Reading {}

  /**
   * A record that is not of the form.
   *
   * @param why for the operator; quotes names but no values
   */
  record Undecodable(String why) implements Reading {}

  /**
   * A record that cannot be read now, as what it takes to read it cannot be had; the record itself
   * may be as it should.
   *
   * @param why for the operator
   */
  record Delayed(String why) implements Reading {}

  /** Why a record is not shown. */
  enum Reason {
    /** No value: the form tells of a deletion otherwise, or the record only serves compaction. */
    TOMBSTONE,
    /** All rows of a table are gone at once. */
    TRUNCATE,
    /** A message of the database's log that belongs to no row. */
    MESSAGE,
    /** A row that a snapshot found; the options say not to show these. */
    SNAPSHOT,
    /** It belongs to another table. */
    FILTERED,
    /** The row is the same as before; the options say not to show these. */
    UNCHANGED
  }

  /** What has become of a value that an item cannot hold. */
  enum Loss {
    /** A number that DynamoDB cannot hold has become a text. */
    NUMBER_AS_TEXT,
    /** The database did not tell the value, because it is large and has not changed. */
    VALUE_UNAVAILABLE
  }
}
