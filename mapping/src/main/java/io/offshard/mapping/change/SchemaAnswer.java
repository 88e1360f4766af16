// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.avro.MalformedAvro;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/** What a schema registry tells of the schema of a number. */
public sealed interface SchemaAnswer {

  /** The schema. A number stands for the same one for ever. */
  record Known(WriterSchema schema) implements SchemaAnswer {}

  /**
   * There is no schema of that number, or it is none that records can be read with.
   *
   * @param why for the operator
   */
  record Unusable(String why) implements SchemaAnswer {}

  /**
   * Nobody could tell; later it may be told.
   *
   * @param why for the operator
   */
  record OutOfReach(String why) implements SchemaAnswer {}

  /**
   * Understands a registry's answer to {@code GET /schemas/ids/{id}}. Only the registry's own word
   * that there is no such schema counts as one: what a proxy or a wrong address answers must not
   * make all records unreadable.
   *
   * @see <a
   *     href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Confluent's
   *     API</a>
   */
  static SchemaAnswer of(int status, byte[] body) {
    JsonValue.Obj answer = object(body);
    if (answer == null) {
      return new OutOfReach("the schema registry answered with status " + status + " and no JSON");
    }
    Long error = answer.wholeNumber("error_code");
    if (status == 404 && error != null && error == 40403) {
      return new Unusable("the schema registry has no such schema");
    }
    String schema = answer.text("schema");
    return status == 200 && schema != null
        ? read(answer, schema)
        : new OutOfReach("the schema registry answered with status " + status);
  }

  private static JsonValue.@Nullable Obj object(byte[] body) {
    try {
      return JsonReader.read(body) instanceof JsonValue.Obj object ? object : null;
    } catch (MalformedJson e) {
      return null;
    }
  }

  private static SchemaAnswer read(JsonValue.Obj answer, String schema) {
    String type = answer.text("schemaType");
    if (type != null && !"AVRO".equals(type)) {
      return new Unusable("it is of type " + type + ", not Avro");
    }
    if (answer.get("references") instanceof JsonValue.Array references
        && !references.values().isEmpty()) {
      return new Unusable("it refers to other schemas");
    }
    try {
      return new Known(WriterSchema.parse(schema));
    } catch (MalformedAvro | Unreadable e) {
      return new Unusable(String.valueOf(e.getMessage()));
    }
  }
}
