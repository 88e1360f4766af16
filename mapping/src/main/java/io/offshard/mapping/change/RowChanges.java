// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import io.offshard.mapping.json.JsonValue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes in Debezium's own envelope.
 *
 * <table>
 * <caption>Mapping by op</caption>
 * <tr><td>c<td>INSERT; also the second half of a change of the key
 * <tr><td>r<td>INSERT; skipped with {@code snapshot: skip}
 * <tr><td>u<td>MODIFY; skipped with {@code unchanged: drop} where nothing has changed
 * <tr><td>d<td>REMOVE; also the first half of a change of the key
 * <tr><td>t, m<td>skipped
 * <tr><td>after<td>NewImage
 * <tr><td>before<td>OldImage, see {@link #oldImage}
 * <tr><td>source.ts_ms, else ts_ms, else the Kafka record's time<td>the time
 * </table>
 */
record RowChanges(
    DebeziumOptions options, Rows rows, KafkaKeys kafkaKeys, RowKeys keys, ViewType view) {
  private static final String AFTER = "after";
  private static final String BEFORE = "before";

  /** One record, opened. */
  private record Event(JsonValue.Obj payload, @Nullable ConnectSchema schema, SourceRecord record) {

    @Nullable JsonValue row(String name) {
      return payload.given(name);
    }

    @Nullable ConnectSchema schemaOf(String name) {
      return schema == null ? null : schema.field(name);
    }

    /** Whether a column has the value that it takes by default. */
    boolean isPreset(String name, String column) {
      ConnectSchema ofRow = schemaOf(name);
      ConnectSchema ofColumn = ofRow == null ? null : ofRow.field(column);
      return ofColumn != null
          && ofColumn.preset() != null
          && row(name) instanceof JsonValue.Obj struct
          && ofColumn.preset().equals(struct.get(column));
    }

    /** Where the row is from; empty where that is not told. */
    JsonValue.Obj source() {
      JsonValue.Obj source = payload.object("source");
      return source == null ? new JsonValue.Obj(Map.of()) : source;
    }

    boolean isOfDocument() {
      return row(AFTER) instanceof JsonValue.Text
          || row(BEFORE) instanceof JsonValue.Text
          || "mongodb".equals(source().text("connector"));
    }

    Instant time() {
      Long millis = source().wholeNumber("ts_ms");
      millis = millis == null ? payload.wholeNumber("ts_ms") : millis;
      return millis == null ? Times.clamped(record.timestamp()) : Times.ofMillis(millis);
    }
  }

  Reading read(JsonValue.Obj payload, @Nullable ConnectSchema schema, SourceRecord record) {
    Event event = new Event(payload, schema, record);
    if (options.isOfOtherTable(event.source(), "")) {
      return new Reading.Skipped(Reading.Reason.FILTERED);
    }
    return switch (payload.text("op")) {
      case "c" -> changed(ChangeKind.INSERT, event);
      case "r" ->
          options.snapshot() == DebeziumOptions.Snapshot.SKIP
              ? new Reading.Skipped(Reading.Reason.SNAPSHOT)
              : changed(ChangeKind.INSERT, event);
      case "u" ->
          options.unchanged() == DebeziumOptions.Unchanged.DROP && isUnchanged(event)
              ? new Reading.Skipped(Reading.Reason.UNCHANGED)
              : changed(ChangeKind.MODIFY, event);
      case "d" -> changed(ChangeKind.REMOVE, event);
      case "t" -> new Reading.Skipped(Reading.Reason.TRUNCATE);
      case "m" -> new Reading.Skipped(Reading.Reason.MESSAGE);
      case null, default -> throw new Unreadable("op is none of c, r, u, d, t, m");
    };
  }

  private static boolean isUnchanged(Event event) {
    JsonValue before = event.row(BEFORE);
    return before != null && before.equals(event.row(AFTER));
  }

  private Reading changed(ChangeKind kind, Event event) {
    Set<Reading.Loss> losses = EnumSet.noneOf(Reading.Loss.class);
    Map<String, AttributeValue> old = old(kind, event, losses);
    JsonValue after = kind == ChangeKind.REMOVE ? null : event.row(AFTER);
    if (after == null && kind != ChangeKind.REMOVE && view.showsNew()) {
      throw new Unreadable("after is missing; the connector has to send the whole row or document");
    }
    Map<String, AttributeValue> row =
        after == null
            ? null
            : rows.read(after, event.schemaOf(AFTER), old == null ? Map.of() : old, losses);
    Map<String, AttributeValue> kafkaKey =
        kafkaKeys.read(event.record().key(), event.isOfDocument(), losses);
    Item key =
        keys.of(List.of(kafkaKey, row == null ? Map.of() : row, old == null ? Map.of() : old));
    return new Reading.Changed(
        new ItemChange(
            null,
            kind,
            event.time(),
            key,
            keys.image(row, key),
            kind == ChangeKind.INSERT ? null : oldImage(old, key, event),
            null),
        losses);
  }

  /** What is told of the row before the change, where that is of use; else null. */
  private @Nullable Map<String, AttributeValue> old(
      ChangeKind kind, Event event, Set<Reading.Loss> losses) {
    JsonValue before = event.row(BEFORE);
    boolean useful =
        view.showsOld()
            || kind == ChangeKind.REMOVE
            || options.unavailable() == DebeziumOptions.Unavailable.BEFORE;
    return before == null || !useful
        ? null
        : rows.read(before, event.schemaOf(BEFORE), Map.of(), losses);
  }

  /**
   * The item before the change. Some sources do not tell it, or only its keys: PostgreSQL unless
   * REPLICA IDENTITY is FULL, MongoDB without pre-images. Where the user has allowed that, the
   * image is left out.
   */
  private @Nullable Item oldImage(
      @Nullable Map<String, AttributeValue> old, Item key, Event event) {
    if (!view.showsOld()) {
      return null;
    }
    if (old == null && !options.partialOldImage()) {
      throw new Unreadable(
          "before is missing; the database has to tell it (PostgreSQL: REPLICA IDENTITY FULL,"
              + " MongoDB: pre-images), or allowPartialOldImage has to be true");
    }
    return old == null || (options.partialOldImage() && tellsKeysOnly(old, event))
        ? null
        : keys.image(old, key);
  }

  private boolean tellsKeysOnly(Map<String, AttributeValue> old, Event event) {
    return old.entrySet().stream()
        .allMatch(
            column ->
                keys.has(column.getKey())
                    || Fillers.mayBe(column.getValue())
                    || event.isPreset(BEFORE, column.getKey()));
  }
}
