// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.avro.AvroReader;
import java.nio.ByteBuffer;

/**
 * Opens what Kafka Connect's Avro converters write: a byte 0, the number of the schema in four
 * bytes, and the value in Avro's binary form. No JSON begins with a byte 0, so that values in JSON,
 * as they lie in a topic whose converter was changed, are read too.
 */
record AvroEnvelope(WriterSchemas schemas, Envelope json) implements Envelope {
  private static final int HEAD = 1 + Integer.BYTES;

  @Override
  public Opened open(byte[] bytes) {
    if (bytes.length < HEAD || bytes[0] != 0) {
      return json.open(bytes);
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    return switch (schemas.find(id)) {
      case SchemaAnswer.Known(WriterSchema schema) ->
          new Opened(schema.connect(), AvroReader.read(schema.type(), bytes, HEAD));
      case SchemaAnswer.Unusable(String why) -> throw new Unreadable("schema " + id + ": " + why);
      case SchemaAnswer.OutOfReach(String why) -> throw new NotYet("schema " + id + ": " + why);
    };
  }
}
