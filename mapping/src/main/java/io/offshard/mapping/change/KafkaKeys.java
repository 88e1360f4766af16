// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.avro.MalformedAvro;
import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of Debezium's Kafka records as columns of the row: a struct with the columns of the
 * primary key, with a schema or without. A connector of MongoDB has the document's {@code _id} in a
 * field {@code id}, as a text in Extended JSON. Thread-safe.
 */
final class KafkaKeys {
  private final Envelope envelope;
  private final Rows rows;

  KafkaKeys(Envelope envelope, Rows rows) {
    this.envelope = envelope;
    this.rows = rows;
  }

  /**
   * The columns that the key tells; none where it is not an object, as then the row has to tell
   * them.
   *
   * @param ofDocuments whether the table is a collection of MongoDB
   */
  Map<String, AttributeValue> read(
      byte @Nullable [] key, boolean ofDocuments, Set<Reading.Loss> losses) {
    if (key == null) {
      return Map.of();
    }
    try {
      Envelope.Opened opened = envelope.open(key);
      if (!(opened.payload() instanceof JsonValue.Obj struct)) {
        return Map.of();
      }
      Map<String, AttributeValue> columns = rows.read(struct, opened.schema(), Map.of(), losses);
      String id = ofDocuments ? struct.text("id") : null;
      if (id != null) {
        columns = new LinkedHashMap<>(columns);
        columns.put("_id", documentId(id, losses));
      }
      return columns;
    } catch (MalformedJson | MalformedAvro | Unreadable e) {
      return Map.of();
    }
  }

  private AttributeValue documentId(String id, Set<Reading.Loss> losses) {
    try {
      return rows.documents().read(JsonReader.read(id), losses);
    } catch (MalformedJson e) {
      return new AttributeValue.S(id);
    }
  }
}
