// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A row of a table, as Kafka Connect's Avro converters write it and as its JsonConverter does. */
record AvroTwin(List<Column> columns) {

  /**
   * One of the columns.
   *
   * @param avro its type in an Avro schema, as these converters make it
   * @param connect the members of its schema as JsonConverter makes it
   * @param datum its value for Avro's writer
   * @param json its value as JsonConverter writes it
   */
  record Column(String avro, String connect, @Nullable Object datum, JsonValue json) {
    /** The same column where it may be null. */
    Column optional(boolean isNull) {
      return new Column(
          "[\"null\"," + avro + "]",
          connect + ",\"optional\":true",
          isNull ? null : datum,
          isNull ? JsonValue.Null.NULL : json);
    }
  }

  private static final Schema ANY =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"R","fields":[
              {"name":"op","type":{"type":"enum","name":"O","symbols":["c","u","d"]}},
              {"name":"after","type":["null",{"type":"record","name":"V","fields":[
              {"name":"id","type":["null","long","string"]},{"name":"at","type":"boolean"},
              {"name":"a","type":{"type":"array","items":{"type":"map","values":"bytes"}}}]}]},
              {"name":"before","type":["null","V"]}]}
              """);

  /** Some schema with the names that the tables of the tests have. */
  static SchemaAnswer any(int id) {
    return new SchemaAnswer.Known(
        WriterSchema.parse((id == 0 ? ANY.getField("before").schema() : ANY).toString()));
  }

  /** The bytes behind a schema's number. */
  static byte[] framed(int id, byte[] value) {
    return ByteBuffer.allocate(5 + value.length).put((byte) 0).putInt(id).put(value).array();
  }

  /** The schema of the Kafka records' values. */
  String avroSchema() {
    return """
    {"type":"record","name":"Envelope","namespace":"shop.orders","fields":[
    {"name":"before","type":["null",{"type":"record","name":"Value","fields":[%s],
    "connect.name":"shop.orders.Value"}],"default":null},
    {"name":"after","type":["null","Value"],"default":null},
    {"name":"op","type":"string"},{"name":"ts_ms","type":["null","long"],"default":null}],
    "connect.name":"shop.orders.Envelope"}\
    """
        .formatted(
            IntStream.range(0, columns.size())
                .mapToObj(
                    i ->
                        "{\"name\":\"c%d\",\"type\":%s}"
                            .formatted(i, columns.get(i).avro().replace("NS", "n" + i)))
                .collect(Collectors.joining(",")));
  }

  private String row(String field) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> "{\"field\":\"c%d\",%s}".formatted(i, columns.get(i).connect()))
        .collect(
            Collectors.joining(
                ",", "{\"type\":\"struct\",\"field\":\"" + field + "\",\"fields\":[", "]}"));
  }

  private String jsonRow() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> "\"c%d\":%s".formatted(i, columns.get(i).json().json()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** An update that changes nothing, by Kafka Connect's JsonConverter. */
  SourceRecord json(String key) {
    return Records.of(
        key,
        """
        {"schema":{"type":"struct","fields":[%s,%s]},
        "payload":{"before":%s,"after":%s,"op":"u","ts_ms":5000}}\
        """
            .formatted(row("before"), row("after"), jsonRow(), jsonRow()));
  }

  /** The same by an Avro converter, with schema 7. */
  SourceRecord avro(String key) {
    Schema schema = new Schema.Parser().parse(avroSchema());
    GenericRecord row =
        new GenericData.Record(schema.getField("before").schema().getTypes().get(1));
    for (int i = 0; i < columns.size(); i++) {
      row.put(i, columns.get(i).datum());
    }
    GenericRecord envelope = new GenericData.Record(schema);
    envelope.put("before", row);
    envelope.put("after", row);
    envelope.put("op", "u");
    envelope.put("ts_ms", 5000L);
    return new SourceRecord(
        Records.bytes(key), framed(7, written(schema, envelope)), Map.of(), Records.TIME);
  }

  /** Takes records for what they are written as, whatever they are called. */
  private static final class OptionalWriter extends GenericDatumWriter<Object> {
    OptionalWriter(Schema schema) {
      super(schema);
    }

    @Override
    protected int resolveUnion(Schema union, @Nullable Object value) {
      return value == null ? 0 : 1;
    }
  }

  private static byte[] written(Schema schema, Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new OptionalWriter(schema).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
