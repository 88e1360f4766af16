// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of rows. A key attribute is the column of its name; a composite hash key is made of
 * several columns. Each column is looked for in the Kafka key, then in the row as it is, then in
 * the row as it was. What cannot be a key, as BOOL, becomes the text of its JSON.
 *
 * @param hashColumns one, or those that the hash key is made of
 */
record RowKeys(KeySchema schema, List<String> hashColumns) {
  private static final char SEPARATOR = '#';

  /** Reads the option {@code composite: a#b#c}. */
  static RowKeys of(FormOptions options, KeySchema schema) {
    String composite = options.text("composite");
    if (composite == null) {
      return new RowKeys(schema, List.of(schema.hash()));
    }
    List<String> columns = options.parts("composite", composite, SEPARATOR);
    if (columns.size() < 2) {
      throw options.wrong("composite", composite, "two columns or more with # between them");
    }
    return new RowKeys(schema, List.copyOf(columns));
  }

  /** The keys out of rows, the first that has a column counts. */
  Item of(List<Map<String, AttributeValue>> rows) {
    Map<String, AttributeValue> keys = new LinkedHashMap<>();
    keys.put(schema.hash(), hash(rows));
    String range = schema.range();
    if (range != null) {
      keys.put(range, ItemKeys.asKey(column(range, rows)));
    }
    return new Item(keys);
  }

  private AttributeValue hash(List<Map<String, AttributeValue>> rows) {
    if (hashColumns.size() == 1) {
      return ItemKeys.asKey(column(hashColumns.get(0), rows));
    }
    List<String> parts = new ArrayList<>();
    for (String column : hashColumns) {
      parts.add(PlainValues.text(column(column, rows)));
    }
    return new AttributeValue.S(String.join(String.valueOf(SEPARATOR), parts));
  }

  private static AttributeValue column(String name, List<Map<String, AttributeValue>> rows) {
    for (Map<String, AttributeValue> row : rows) {
      AttributeValue value = row.get(name);
      if (value != null && !(value instanceof AttributeValue.Null)) {
        return value;
      }
    }
    throw new Unreadable(
        "key column \"" + name + "\" is missing or null in the Kafka key and in the row");
  }

  /** The item of a row: its columns and the keys. */
  @Nullable Item image(@Nullable Map<String, AttributeValue> row, Item keys) {
    if (row == null) {
      return null;
    }
    Map<String, AttributeValue> attributes = new LinkedHashMap<>(row);
    attributes.putAll(keys.attributes());
    return new Item(attributes);
  }

  /** Whether a column of that name is one of the keys, or of what a key is made of. */
  boolean has(String column) {
    return hashColumns.contains(column) || column.equals(schema.range());
  }
}
