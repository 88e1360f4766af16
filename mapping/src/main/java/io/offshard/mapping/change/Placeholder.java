// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What Debezium writes in the place of a value that PostgreSQL did not tell, because it is stored
 * apart and has not changed ({@code unavailable.value.placeholder}): a text, the same in base64
 * where the column holds bytes, an array of just that text, or an array of its bytes as numbers.
 */
record Placeholder(String text, String base64, JsonValue texts, JsonValue numbers) {
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
    String text = new String(bytes, UTF_8);
    List<JsonValue> numbers = new ArrayList<>();
    for (byte b : bytes) {
      numbers.add(new JsonValue.Num(Integer.toString(b)));
    }
    return new Placeholder(
        text,
        Base64.getEncoder().encodeToString(bytes),
        new JsonValue.Array(List.of(new JsonValue.Text(text))),
        new JsonValue.Array(numbers));
  }

  boolean is(JsonValue json) {
    if (json instanceof JsonValue.Text value) {
      return value.text().equals(text) || value.text().equals(base64);
    }
    return json instanceof JsonValue.Array && (json.equals(texts) || json.equals(numbers));
  }
}
