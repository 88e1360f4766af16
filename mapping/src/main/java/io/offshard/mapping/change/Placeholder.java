// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What Debezium writes in the place of a value that PostgreSQL did not tell, because it is stored
 * apart and has not changed ({@code unavailable.value.placeholder}): a text, which takes another
 * shape where the column is of another type.
 *
 * <table>
 * <caption>Shapes</caption>
 * <tr><td>bytea<td>the text's bytes in base64
 * <tr><td>hstore<td>an object with the text as name and as value, or such an object as a text
 * <tr><td>text[], json[], bytea[]<td>an array of the text, or of its bytes in base64
 * <tr><td>uuid[]<td>an array of the UUID (version 3) of its bytes
 * <tr><td>integer[], bigint[], date[]<td>an array of its bytes as numbers
 * </table>
 */
record Placeholder(List<String> texts, List<JsonValue> others) {
  private static final String HEX = "hex:";

  /** Reads the option, which is as in the connector's configuration: {@code hex:} begins bytes. */
  static Placeholder of(FormOptions options) {
    String configured = options.text("unavailableValue", "__debezium_unavailable_value");
    byte[] bytes = configured.getBytes(UTF_8);
    if (configured.startsWith(HEX)) {
      try {
        bytes = HexFormat.of().parseHex(configured, HEX.length(), configured.length());
      } catch (IllegalArgumentException e) {
        throw options.wrong("unavailableValue", configured, "a text, or hex: and pairs of digits");
      }
    }
    return of(bytes);
  }

  private static Placeholder of(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    List<JsonValue> numbers = new ArrayList<>();
    for (byte b : bytes) {
      numbers.add(new JsonValue.Num(Integer.toString(b)));
    }
    return new Placeholder(
        List.of(text, base64, "{\"" + text + "\":\"" + text + "\"}"),
        List.of(
            arrayOf(text),
            arrayOf(base64),
            arrayOf(UUID.nameUUIDFromBytes(bytes).toString()),
            new JsonValue.Array(numbers),
            new JsonValue.Obj(Map.of(text, new JsonValue.Text(text)))));
  }

  private static JsonValue arrayOf(String text) {
    return new JsonValue.Array(List.of(new JsonValue.Text(text)));
  }

  boolean is(JsonValue json) {
    return json instanceof JsonValue.Text value
        ? texts.contains(value.text())
        : others.contains(json);
  }
}
