// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.avro.AvroSchema;
import io.offshard.mapping.avro.AvroType;
import org.jspecify.annotations.Nullable;

/** The Avro schema that records were written with, made ready to read them. Immutable. */
public final class WriterSchema {
  private final AvroType type;
  private final @Nullable ConnectSchema connect;

  private final int length;

  private WriterSchema(AvroType type, int length) {
    this.length = length;
    this.type = type;
    this.connect = AvroSchemas.of(type);
  }

  /**
   * Reads a schema.
   *
   * @throws io.offshard.mapping.avro.MalformedAvro when it is none
   * @throws Unreadable when it is none of a row
   */
  static WriterSchema parse(String text) {
    return new WriterSchema(AvroSchema.parse(text), text.length());
  }

  /** Of the schema's text, in characters. */
  public int length() {
    return length;
  }

  AvroType type() {
    return type;
  }

  /** The same for what reads values, or null where a value tells all itself. */
  @Nullable ConnectSchema connect() {
    return connect;
  }
}
