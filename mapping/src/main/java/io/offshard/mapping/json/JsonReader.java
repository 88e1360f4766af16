// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON documents in UTF-8 as values. What is not well-formed, goes on after its end, is
 * nested deeper than {@link #MOST_LEVELS}, or holds more than {@link #MOST_VALUES} is {@link
 * MalformedJson}. So the memory that a document takes is bounded: by its length, and by about 300
 * bytes for each value, which may be written with two.
 */
public final class JsonReader {
  /** How deep objects and arrays may be nested: four times as deep as DynamoDB lets an item be. */
  public static final int MOST_LEVELS = 128;

  /**
   * How many values a document may hold, counting each object, array and what is in them. Without
   * this a few readers of one record could fill the memory of a server.
   */
  public static final int MOST_VALUES = 1 << 18;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  // Whoever gave the bytes has bounded them.
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // By default buffers are kept by thread, which is of no use to virtual threads.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
          .build();

  private final JsonParser parser;
  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The one value that the bytes hold. */
  public static JsonValue read(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  /** The one value that a piece of the bytes holds. */
  public static JsonValue read(byte[] bytes, int from, int length) {
    try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
      return new JsonReader(parser).document();
    } catch (MalformedJson e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Parsers have been known to answer hostile input with any unchecked exception.
      throw new MalformedJson("not well-formed JSON");
    }
  }

  /** The one value that a text holds. */
  public static JsonValue read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonReader(parser).document();
    } catch (MalformedJson e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MalformedJson("not well-formed JSON");
    }
  }

  private JsonValue document() throws IOException {
    JsonValue value = value(parser.nextToken());
    if (parser.nextToken() != null) {
      throw new IOException("goes on after its end");
    }
    return value;
  }

  private JsonValue value(@Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new IOException("ends too early");
    }
    if (++values > MOST_VALUES) {
      throw new MalformedJson("JSON of more than " + MOST_VALUES + " values");
    }
    if (token == JsonToken.VALUE_STRING) {
      return new JsonValue.Text(parser.getText());
    }
    if (token.isNumeric()) {
      return new JsonValue.Num(parser.getText());
    }
    if (token.isBoolean()) {
      return JsonValue.Truth.of(token == JsonToken.VALUE_TRUE);
    }
    if (token == JsonToken.VALUE_NULL) {
      return JsonValue.Null.NULL;
    }
    return token == JsonToken.START_ARRAY ? array() : object();
  }

  private JsonValue array() throws IOException {
    List<JsonValue> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(token));
    }
    return new JsonValue.Array(values);
  }

  private JsonValue object() throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (@Nullable String name = parser.nextFieldName();
        name != null;
        name = parser.nextFieldName()) {
      members.put(name, value(parser.nextToken()));
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("ends too early");
    }
    return new JsonValue.Obj(members);
  }
}
