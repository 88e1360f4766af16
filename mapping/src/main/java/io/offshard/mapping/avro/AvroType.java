// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.avro;

import io.offshard.mapping.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of an Avro schema. No type holds itself, but one type may be in many places of another: to
 * walk through all of them, or to compare two, may take exponential time. Immutable.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/">Avro's specification</a>
 */
public sealed interface AvroType {

  /** The object that declares the type in the schema; it may say more than Avro knows of. */
  JsonValue.Obj declaration();

  /** A type without parts. */
  record Primitive(Kind kind, JsonValue.Obj declaration) implements AvroType {}

  /** The types without parts. */
  enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BYTES,
    STRING
  }

  /** So many bytes. */
  record Fixed(int size, JsonValue.Obj declaration) implements AvroType {}

  /** One of some names. */
  record Symbols(List<JsonValue.Text> symbols, JsonValue.Obj declaration) implements AvroType {}

  /** Values in a row. */
  record Array(AvroType items, JsonValue.Obj declaration) implements AvroType {}

  /**
   * What Kafka Connect's converters make of a map whose keys are not texts, or may be null: an
   * array of records with a key and a value each.
   */
  record Pairs(AvroType keys, AvroType values, JsonValue.Obj declaration) implements AvroType {}

  /** Values by name. */
  record Mapping(AvroType values, JsonValue.Obj declaration) implements AvroType {}

  /** One of some types. It is declared by an array, so it tells nothing of itself. */
  record Union(List<AvroType> branches, JsonValue.Obj declaration) implements AvroType {}

  /**
   * Fields in the order of the schema.
   *
   * @param name with its namespace
   */
  record Struct(String name, List<Field> fields, JsonValue.Obj declaration) implements AvroType {}

  /**
   * One of the fields of a record.
   *
   * @param preset what it is by default, as the schema has it, or null
   */
  record Field(String name, AvroType type, @Nullable JsonValue preset) {}
}
