// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.util.Map;

/**
 * The form of a topic's records as a user has written it down.
 *
 * @param form {@code dynamodb}, {@code debezium} or {@code compacted}
 * @param options by name; each form has its own, and all of them have defaults
 */
public record FormSpec(String form, Map<String, String> options) {
  /** Copies the options. */
  public FormSpec {
    options = Map.copyOf(options);
  }

  /**
   * The decoder of the form. What is unknown, contradictory or more than the source can give is an
   * {@link IllegalArgumentException} with a text for the user.
   *
   * @param schema the keys of the table
   * @param view what its stream shall show
   * @param schemas those that the topic's records name
   */
  public ChangeForm form(KeySchema schema, ViewType view, WriterSchemas schemas) {
    FormOptions read = new FormOptions(form, options);
    GuardedForm.Decoder decoder =
        switch (form) {
          case "dynamodb" -> DynamoDbForm.of(read, schema);
          case "debezium" -> DebeziumForm.of(read, schema, view, schemas);
          case "compacted" -> CompactedForm.of(read, schema, view);
          default ->
              throw new IllegalArgumentException(
                  "record form \""
                      + form
                      + "\" is unknown; there are dynamodb, debezium, compacted");
        };
    read.end();
    return new GuardedForm(decoder, view);
  }

  /** Whether the records name schemas, which only a schema registry has. */
  public boolean needsSchemas() {
    return DebeziumOptions.Encoding.AVRO.name().equalsIgnoreCase(options.get("encoding"));
  }
}
