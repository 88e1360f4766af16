// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes as DynamoDB tells them to its own consumers: as GetRecords has them, as Lambda functions
 * and EventBridge Pipes get them, and as Kinesis Data Streams for DynamoDB carries them.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>eventID<td>kept
 * <tr><td>eventName<td>the kind
 * <tr><td>userIdentity<td>kept, with members in capitals or not; null is none
 * <tr><td>dynamodb.ApproximateCreationDateTime<td>the time: see {@link Times#creation}; where there
 *     is none, the Kafka record's
 * <tr><td>dynamodb.Keys, NewImage, OldImage<td>the items, without members that are null
 * <tr><td>tableName, else eventSourceARN<td>compared with the option table
 * <tr><td>awsRegion, eventSource, eventVersion, recordFormat, SequenceNumber, SizeBytes,
 *     StreamViewType<td>dropped: they are the stream's that is served
 * </table>
 *
 * @param table the only table whose changes count; null where all do
 */
record StreamRecords(KeySchema schema, @Nullable String table) {

  Reading read(JsonValue.Obj record, JsonValue.Obj change, Instant timestamp) {
    if (isOfOtherTable(record)) {
      return new Reading.Skipped(Reading.Reason.FILTERED);
    }
    JsonValue keys = change.given("Keys");
    if (keys == null) {
      throw new Unreadable("dynamodb.Keys is missing");
    }
    Instant at =
        Times.creation(
            change.get("ApproximateCreationDateTime"),
            change.text("ApproximateCreationDateTimePrecision"));
    return new Reading.Changed(
        new ItemChange(
            record.text("eventID"),
            kind(record.text("eventName")),
            at == null ? Times.clamped(timestamp) : at,
            ItemKeys.exactly(schema, ItemJson.read(keys)),
            image(change, "NewImage"),
            image(change, "OldImage"),
            identity(record.object("userIdentity"))));
  }

  private boolean isOfOtherTable(JsonValue.Obj record) {
    if (table == null) {
      return false;
    }
    String name = record.text("tableName");
    String arn = record.text("eventSourceARN");
    if (name != null) {
      return !name.equals(table);
    }
    return arn != null && !arn.contains(":table/" + table + "/");
  }

  private static ChangeKind kind(@Nullable String eventName) {
    for (ChangeKind kind : ChangeKind.values()) {
      if (kind.name().equals(eventName)) {
        return kind;
      }
    }
    throw new Unreadable("eventName is none of INSERT, MODIFY, REMOVE");
  }

  /** The image of that name, or null. */
  static @Nullable Item image(JsonValue.Obj holder, String name) {
    JsonValue image = holder.given(name);
    return image == null ? null : ItemJson.read(image);
  }

  private static @Nullable Identity identity(JsonValue.@Nullable Obj identity) {
    if (identity == null) {
      return null;
    }
    String principal = either(identity, "principalId", "PrincipalId");
    String type = either(identity, "type", "Type");
    return principal == null || type == null ? null : new Identity(principal, type);
  }

  private static @Nullable String either(JsonValue.Obj object, String one, String other) {
    String text = object.text(one);
    return text == null ? object.text(other) : text;
  }
}
