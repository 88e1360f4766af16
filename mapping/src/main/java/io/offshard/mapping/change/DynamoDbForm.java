// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;

/**
 * Records in DynamoDB's own JSON. Which of its variants a record is shows in its members, and no
 * attribute of an item can be mistaken for one of them, as items are never at the top.
 *
 * <table>
 * <caption>Variants</caption>
 * <tr><td>{@code dynamodb}<td>a change: {@link StreamRecords}
 * <tr><td>{@code Keys}<td>a line of an incremental export: {@link ExportLines}
 * <tr><td>{@code Item}<td>a line of a full export: {@link ExportLines}
 * <tr><td>no value<td>skipped
 * </table>
 */
final class DynamoDbForm implements GuardedForm.Decoder {
  private final StreamRecords records;
  private final ExportLines lines;

  private DynamoDbForm(StreamRecords records, ExportLines lines) {
    this.records = records;
    this.lines = lines;
  }

  static DynamoDbForm of(FormOptions options, KeySchema schema) {
    return new DynamoDbForm(
        new StreamRecords(schema, options.text("table")), new ExportLines(schema));
  }

  @Override
  public Reading decode(SourceRecord record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return new Reading.Skipped(Reading.Reason.TOMBSTONE);
    }
    if (!(JsonReader.read(value) instanceof JsonValue.Obj object)) {
      throw new Unreadable("the record is not a JSON object");
    }
    JsonValue.Obj change = object.object("dynamodb");
    if (change != null) {
      return records.read(object, change, record.timestamp());
    }
    JsonValue.Obj keys = object.object("Keys");
    if (keys != null) {
      return lines.incremental(object, keys, record.timestamp());
    }
    JsonValue.Obj item = object.object("Item");
    if (item != null) {
      return lines.full(item, record.timestamp());
    }
    throw new Unreadable(
        object.get("Records") != null
            ? "the record is a batch of changes, each of which has to be a Kafka record"
            : "the record has none of the members dynamodb, Keys and Item");
  }
}
