// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import io.offshard.mapping.json.JsonValue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows without an envelope, as the transformation ExtractNewRecordState leaves them. What was
 * before is not told.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>__deleted true, __op d<td>REMOVE
 * <tr><td>__op c<td>INSERT
 * <tr><td>__op r<td>INSERT; skipped with {@code snapshot: skip}
 * <tr><td>__op u<td>MODIFY
 * <tr><td>__op t<td>skipped
 * <tr><td>neither<td>what the option upsertAs says, MODIFY by default
 * <tr><td>no value<td>skipped; REMOVE with {@code tombstones: remove}
 * <tr><td>__source_ts_ms, else __ts_ms, else the Kafka record's time<td>the time
 * <tr><td>these and what else is known to be added by the transformation<td>left out of the image
 * </table>
 */
record FlatRows(DebeziumOptions options, Rows rows, KafkaKeys kafkaKeys, RowKeys keys) {
  private static final Set<String> ADDED =
      Set.of(
          "__deleted",
          "__op",
          "__table",
          "__collection",
          "__db",
          "__schema",
          "__lsn",
          "__ts_ms",
          "__ts_us",
          "__ts_ns");

  private static final List<String> ADDED_PREFIXES =
      List.of("__source_", "__source.", "__transaction_", "__transaction.");

  Reading read(JsonValue.Obj row, @Nullable ConnectSchema schema, SourceRecord record) {
    if (options.isOfOtherTable(row, "__source_") || options.isOfOtherTable(row, "__")) {
      return new Reading.Skipped(Reading.Reason.FILTERED);
    }
    String op = isDeleted(row) ? "d" : row.text("__op");
    return switch (op) {
      case "d" -> changed(ChangeKind.REMOVE, row, schema, record);
      case "c" -> changed(ChangeKind.INSERT, row, schema, record);
      case "r" ->
          options.snapshot() == DebeziumOptions.Snapshot.SKIP
              ? new Reading.Skipped(Reading.Reason.SNAPSHOT)
              : changed(ChangeKind.INSERT, row, schema, record);
      case "u" -> changed(ChangeKind.MODIFY, row, schema, record);
      case "t" -> new Reading.Skipped(Reading.Reason.TRUNCATE);
      case null, default -> changed(options.upsert(), row, schema, record);
    };
  }

  private static boolean isDeleted(JsonValue.Obj row) {
    return row.get("__deleted") == JsonValue.Truth.TRUE || "true".equals(row.text("__deleted"));
  }

  /** A record without a value. */
  Reading gone(SourceRecord record) {
    return options.tombstones() == DebeziumOptions.Tombstones.SKIP
        ? new Reading.Skipped(Reading.Reason.TOMBSTONE)
        : changed(ChangeKind.REMOVE, new JsonValue.Obj(Map.of()), null, record);
  }

  private Reading changed(
      ChangeKind kind, JsonValue.Obj json, @Nullable ConnectSchema schema, SourceRecord record) {
    Set<Reading.Loss> losses = EnumSet.noneOf(Reading.Loss.class);
    Map<String, AttributeValue> row = rows.read(columns(json), schema, Map.of(), losses);
    Item key = keys.of(List.of(kafkaKeys.read(record.key(), false, losses), row));
    Item image = kind == ChangeKind.REMOVE ? null : keys.image(row, key);
    return new Reading.Changed(
        new ItemChange(null, kind, time(json, record), key, image, null, null), losses);
  }

  private static JsonValue.Obj columns(JsonValue.Obj row) {
    Map<String, JsonValue> columns = new LinkedHashMap<>(row.members());
    columns
        .keySet()
        .removeIf(
            name ->
                name.startsWith("__")
                    && (ADDED.contains(name)
                        || ADDED_PREFIXES.stream().anyMatch(name::startsWith)));
    return new JsonValue.Obj(columns);
  }

  private static Instant time(JsonValue.Obj row, SourceRecord record) {
    Long millis = row.wholeNumber("__source_ts_ms");
    millis = millis == null ? row.wholeNumber("__ts_ms") : millis;
    return millis == null ? Times.clamped(record.timestamp()) : Times.ofMillis(millis);
  }
}
