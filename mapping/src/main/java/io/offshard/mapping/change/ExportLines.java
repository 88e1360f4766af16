// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lines of DynamoDB's exports to S3.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>{@code {"Item":{...}}}<td>INSERT at the Kafka record's time
 * <tr><td>Keys, NewImage<td>INSERT
 * <tr><td>Keys, NewImage, OldImage<td>MODIFY
 * <tr><td>Keys, with OldImage or without<td>REMOVE
 * <tr><td>Metadata.WriteTimestampMicros<td>the time
 * </table>
 *
 * An incremental export holds of each item its last state in the time that is exported. One with
 * new images only says INSERT for all that is there afterwards.
 */
record ExportLines(KeySchema schema) {

  Reading full(JsonValue.Obj json, Instant timestamp) {
    Item item = ItemJson.read(json);
    return changed(ChangeKind.INSERT, timestamp, ItemKeys.of(schema, item), item, null);
  }

  Reading incremental(JsonValue.Obj line, JsonValue.Obj keys, Instant timestamp) {
    Item newImage = StreamRecords.image(line, "NewImage");
    Item oldImage = StreamRecords.image(line, "OldImage");
    ChangeKind kind =
        newImage == null
            ? ChangeKind.REMOVE
            : oldImage == null ? ChangeKind.INSERT : ChangeKind.MODIFY;
    Long micros = micros(line.object("Metadata"));
    return changed(
        kind,
        micros == null ? timestamp : Times.ofMicros(micros),
        ItemKeys.exactly(schema, ItemJson.read(keys)),
        newImage,
        oldImage);
  }

  /** Microseconds since 1970, written as an attribute or as a number, or null. */
  private static @Nullable Long micros(JsonValue.@Nullable Obj metadata) {
    if (metadata == null) {
      return null;
    }
    JsonValue.Obj attribute = metadata.object("WriteTimestampMicros");
    if (attribute == null) {
      return metadata.wholeNumber("WriteTimestampMicros");
    }
    String text = attribute.text("N");
    return text == null ? attribute.wholeNumber("N") : new JsonValue.Num(text).wholeNumber();
  }

  private static Reading changed(
      ChangeKind kind, Instant at, Item keys, @Nullable Item newImage, @Nullable Item oldImage) {
    return new Reading.Changed(
        new ItemChange(null, kind, Times.clamped(at), keys, newImage, oldImage, null));
  }
}
