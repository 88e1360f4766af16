// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

/**
 * The two body encodings, written and read with the SDK's own libraries and none of the server's.
 */
public enum Encoding {
  JSON("application/x-amz-json-1.1"),
  CBOR("application/x-amz-cbor-1.1");

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** Maps, lists, texts, whole numbers, byte arrays and null as one body. */
  byte[] write(Map<String, ?> members) {
    JsonWriter writer = JsonWriter.builder().jsonFactory(factory()).build();
    writeAny(writer, members);
    return writer.getBytes();
  }

  JsonNode read(byte[] body) {
    return JsonNodeParser.builder().jsonFactory(factory()).build().parse(body);
  }

  private JsonFactory factory() {
    return switch (this) {
      case JSON -> new JsonFactory();
      case CBOR -> new CBORFactory();
    };
  }

  private static void writeAny(JsonWriter writer, @Nullable Object value) {
    switch (value) {
      case null -> writer.writeNull();
      case String text -> writer.writeValue(text);
      case Integer number -> writer.writeValue(number);
      case Boolean flag -> writer.writeValue(flag);
      case byte[] bytes -> writer.writeValue(ByteBuffer.wrap(bytes));
      case List<?> list -> {
        writer.writeStartArray();
        list.forEach(item -> writeAny(writer, item));
        writer.writeEndArray();
      }
      case Map<?, ?> map -> {
        writer.writeStartObject();
        map.forEach(
            (name, member) -> {
              writer.writeFieldName(String.valueOf(name));
              writeAny(writer, member);
            });
        writer.writeEndObject();
      }
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    }
  }
}
