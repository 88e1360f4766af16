// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows as attributes: a struct with a column in each field, or a document of MongoDB in a text.
 * Columns whose value the database did not tell, marked by a {@link Placeholder}, are left out,
 * taken from the row as it was before, or passed on.
 */
record Rows(
    ConnectValues values,
    ExtendedJson documents,
    ListedColumns listed,
    Placeholder placeholder,
    DebeziumOptions.Unavailable unavailable) {

  static Rows of(DebeziumOptions options) {
    return new Rows(
        ConnectValues.of(options),
        new ExtendedJson(
            options.temporal() == DebeziumOptions.Temporal.ISO,
            options.nulls() == DebeziumOptions.Nulls.OMIT),
        options.columns(),
        options.placeholder(),
        options.unavailable());
  }

  /**
   * Reads a row.
   *
   * @param before the attributes that it had before, as far as they are known
   */
  Map<String, AttributeValue> read(
      JsonValue row,
      @Nullable ConnectSchema schema,
      Map<String, AttributeValue> before,
      Set<Reading.Loss> losses) {
    Map<String, AttributeValue> attributes =
        switch (row) {
          case JsonValue.Text document -> documents.document(document.text(), losses);
          case JsonValue.Obj struct -> columns(struct, schema, before, losses);
          case JsonValue.Array array -> throw noRow();
          case JsonValue.Num number -> throw noRow();
          case JsonValue.Truth truth -> throw noRow();
          case JsonValue.Null none -> throw noRow();
        };
    if (!listed.isEmpty()) {
      attributes.replaceAll((column, value) -> listed.read(column, value, losses));
    }
    return attributes;
  }

  private static Unreadable noRow() {
    return new Unreadable("the row is neither an object nor a document in a text");
  }

  private Map<String, AttributeValue> columns(
      JsonValue.Obj row,
      @Nullable ConnectSchema schema,
      Map<String, AttributeValue> before,
      Set<Reading.Loss> losses) {
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(row.members().size());
    for (Map.Entry<String, JsonValue> column : row.members().entrySet()) {
      String name = column.getKey();
      JsonValue json = column.getValue();
      AttributeValue value =
          placeholder.is(json) && unavailable != DebeziumOptions.Unavailable.PASS
              ? untold(before.get(name), losses)
              : values.column(json, schema == null ? null : schema.field(name), losses);
      if (value != null) {
        attributes.put(name, value);
      }
    }
    return attributes;
  }

  private @Nullable AttributeValue untold(
      @Nullable AttributeValue before, Set<Reading.Loss> losses) {
    if (before != null && unavailable == DebeziumOptions.Unavailable.BEFORE) {
      return before;
    }
    losses.add(Reading.Loss.VALUE_UNAVAILABLE);
    return null;
  }
}
