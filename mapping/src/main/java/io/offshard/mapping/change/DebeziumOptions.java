// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a user wants to have what Debezium tells.
 *
 * @param table the only table whose changes count; null where all do
 * @param nulls what becomes of columns that are null
 * @param temporal what becomes of dates and times that the source tells as numbers
 * @param parsesJson whether JSON columns become lists and maps
 * @param unavailable what becomes of large values that have not changed
 * @param placeholder what Debezium writes for these
 * @param partialOldImage whether the source may know only the keys of what was before
 * @param columns what the schema does not tell of some columns
 */
record DebeziumOptions(
    Encoding encoding,
    Envelope envelope,
    @Nullable String table,
    Snapshot snapshot,
    Unchanged unchanged,
    Tombstones tombstones,
    ChangeKind upsert,
    Nulls nulls,
    Temporal temporal,
    boolean parsesJson,
    Unavailable unavailable,
    Placeholder placeholder,
    boolean partialOldImage,
    ListedColumns columns) {

  /** How the records are written. */
  enum Encoding {
    JSON,
    AVRO
  }

  /** Which records there are. */
  enum Envelope {
    /** Each record shows it. */
    AUTO,
    /** Debezium's own. */
    DEBEZIUM,
    /** Rows without an envelope. */
    FLAT
  }

  /** What becomes of rows that a snapshot found. */
  enum Snapshot {
    INSERT,
    SKIP
  }

  /** What becomes of updates that change nothing. */
  enum Unchanged {
    MODIFY,
    DROP
  }

  /** What a record without a value is. */
  enum Tombstones {
    SKIP,
    REMOVE
  }

  /** What becomes of null. */
  enum Nulls {
    NULL,
    OMIT
  }

  /** What becomes of dates and times. */
  enum Temporal {
    RAW,
    ISO
  }

  /** What becomes of values that are not told. */
  enum Unavailable {
    OMIT,
    BEFORE,
    PASS
  }

  /** What becomes of JSON. */
  private enum Json {
    TEXT,
    PARSE
  }

  static DebeziumOptions of(FormOptions options) {
    return new DebeziumOptions(
        options.word("encoding", List.of(Encoding.values())),
        options.word("envelope", List.of(Envelope.values())),
        options.text("table"),
        options.word("snapshot", List.of(Snapshot.values())),
        options.word("unchanged", List.of(Unchanged.values())),
        options.word("tombstones", List.of(Tombstones.values())),
        options.word("upsertAs", List.of(ChangeKind.MODIFY, ChangeKind.INSERT)),
        options.word("nulls", List.of(Nulls.values())),
        options.word("temporal", List.of(Temporal.values())),
        options.word("json", List.of(Json.values())) == Json.PARSE,
        options.word("unavailable", List.of(Unavailable.values())),
        Placeholder.of(options),
        options.flag("allowPartialOldImage"),
        ListedColumns.of(options));
  }

  /**
   * Whether only another table's changes count than the one a record names. Its name may be given
   * alone or behind those of its schema or database.
   *
   * @param source what names it
   * @param prefix of the names there
   */
  boolean isOfOtherTable(JsonValue.Obj source, String prefix) {
    String named = source.text(prefix + "table");
    String name = named == null ? source.text(prefix + "collection") : named;
    return table != null
        && name != null
        && !table.equals(name)
        && !table.equals(source.text(prefix + "schema") + "." + name)
        && !table.equals(source.text(prefix + "db") + "." + name);
  }
}
