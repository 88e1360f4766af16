// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Records that Debezium's connectors write through Kafka Connect's JsonConverter, with schemas or
 * without, or through an Avro converter; rows of other connectors, which have no envelope, too.
 *
 * <table>
 * <caption>Which record is what</caption>
 * <tr><td>op, and one of before, after, source<td>an envelope: {@link RowChanges}
 * <tr><td>any other object<td>a row: {@link FlatRows}
 * <tr><td>null<td>skipped, or as {@link FlatRows} says
 * </table>
 */
final class DebeziumForm implements GuardedForm.Decoder {
  private final Envelope envelope;
  private final DebeziumOptions.Envelope kind;
  private final RowChanges changes;
  private final FlatRows flat;

  private DebeziumForm(
      Envelope envelope, DebeziumOptions.Envelope kind, RowChanges changes, FlatRows flat) {
    this.envelope = envelope;
    this.kind = kind;
    this.changes = changes;
    this.flat = flat;
  }

  static DebeziumForm of(
      FormOptions given, KeySchema schema, ViewType view, WriterSchemas schemas) {
    DebeziumOptions options = DebeziumOptions.of(given);
    if (options.envelope() == DebeziumOptions.Envelope.FLAT
        && view.showsOld()
        && !options.partialOldImage()) {
      throw new IllegalArgumentException(
          "rows without an envelope do not tell what a row was before, so a stream of them cannot"
              + " be "
              + view
              + " unless allowPartialOldImage is true; it can be KEYS_ONLY or NEW_IMAGE");
    }
    Rows rows = Rows.of(options);
    KafkaKeys kafkaKeys = new KafkaKeys(envelope(options, schemas), rows);
    RowKeys keys = RowKeys.of(given, schema);
    return new DebeziumForm(
        envelope(options, schemas),
        options.envelope(),
        new RowChanges(options, rows, kafkaKeys, keys, view),
        new FlatRows(options, rows, kafkaKeys, keys));
  }

  private static Envelope envelope(DebeziumOptions options, WriterSchemas schemas) {
    return switch (options.encoding()) {
      case JSON -> new ConnectEnvelope();
      case AVRO -> new AvroEnvelope(schemas, new ConnectEnvelope());
    };
  }

  @Override
  public Reading decode(SourceRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return flat.gone(record);
    }
    Envelope.Opened opened = envelope.open(value);
    return switch (opened.payload()) {
      case JsonValue.Null none -> flat.gone(record);
      case JsonValue.Obj row -> row(row, opened.schema(), record);
      case JsonValue.Array array -> throw noObject();
      case JsonValue.Text text -> throw noObject();
      case JsonValue.Num number -> throw noObject();
      case JsonValue.Truth truth -> throw noObject();
    };
  }

  private static Unreadable noObject() {
    return new Unreadable("the record is not a JSON object");
  }

  private Reading row(JsonValue.Obj payload, @Nullable ConnectSchema schema, SourceRecord record) {
    boolean isEnvelope =
        switch (kind) {
          case AUTO -> looksLikeEnvelope(payload);
          case DEBEZIUM -> true;
          case FLAT -> false;
        };
    return isEnvelope ? changes.read(payload, schema, record) : flat.read(payload, schema, record);
  }

  private static boolean looksLikeEnvelope(JsonValue.Obj payload) {
    return payload.text("op") != null
        && (payload.get("before") != null
            || payload.get("after") != null
            || payload.get("source") != null);
  }
}
