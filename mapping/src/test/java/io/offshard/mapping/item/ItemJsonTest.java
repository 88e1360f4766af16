// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemJsonTest {

  @Provide
  Arbitrary<Item> items() {
    return Items.any();
  }

  private static String written(Item item) {
    BodyWriter out = BodyWriter.of(Wire.JSON, 64);
    ItemJson.write(item, out);
    ByteBuffer body = out.body();
    return UTF_8.decode(body).toString();
  }

  private static Item read(String json) {
    return ItemJson.read(json.getBytes(UTF_8));
  }

  @Property
  void anItemComesBackAsItWasWritten(@ForAll("items") Item item) {
    Item read = read(written(item));
    assertThat(read).isEqualTo(item);
    assertThat(read.attributes().keySet()).containsExactlyElementsOf(item.attributes().keySet());
  }

  @Test
  void allTypesHaveTheirNamesOnTheWire() {
    String json =
        "{\"s\":{\"S\":\"x\"},\"n\":{\"N\":\"-1.5\"},\"b\":{\"B\":\"AQI=\"},\"t\":{\"BOOL\":true},"
            + "\"0\":{\"NULL\":true},\"ss\":{\"SS\":[\"x\"]},\"ns\":{\"NS\":[\"1\"]},"
            + "\"bs\":{\"BS\":[\"AQI=\"]},\"l\":{\"L\":[{\"N\":\"1\"}]},\"m\":{\"M\":{\"k\":{\"S\":\"\"}}}}";
    assertThat(written(read(json))).isEqualTo(json);
  }

  @Test
  void numbersComeOutNormalised() {
    assertThat(written(read("{\"a\":{\"N\":\"1.50\"},\"b\":{\"NS\":[\"1E2\"]},\"c\":{\"N\":7.0}}")))
        .isEqualTo("{\"a\":{\"N\":\"1.5\"},\"b\":{\"NS\":[\"100\"]},\"c\":{\"N\":\"7\"}}");
  }

  @Test
  void typesThatAreNullDoNotCount() {
    assertThat(written(read("{\"a\":{\"S\":null,\"N\":\"1\",\"BOOL\":null,\"NULL\":null}}")))
        .isEqualTo("{\"a\":{\"N\":\"1\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"a\"",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":{\"S\":null}}",
        "{\"a\":{\"S\":\"x\",\"N\":\"1\"}}",
        "{\"a\":{\"X\":\"x\"}}",
        "{\"a\":{\"S\":1}}",
        "{\"a\":{\"N\":\"x\"}}",
        "{\"a\":{\"N\":\"1e126\"}}",
        "{\"a\":{\"N\":true}}",
        "{\"a\":{\"B\":\"%\"}}",
        "{\"a\":{\"BOOL\":\"true\"}}",
        "{\"a\":{\"NULL\":1}}",
        "{\"a\":{\"SS\":\"x\"}}",
        "{\"a\":{\"SS\":[1]}}",
        "{\"a\":{\"NS\":[\"x\"]}}",
        "{\"a\":{\"BS\":[null]}}",
        "{\"a\":{\"L\":{}}}",
        "{\"a\":{\"L\":[1]}}",
        "{\"a\":{\"M\":[]}}",
        "{\"a\":{\"M\":{\"b\":1}}}"
      })
  void whatIsNoItemIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedItem.class);
  }

  @Test
  void theReasonNamesTheAttribute() {
    assertThatThrownBy(() -> read("{\"a\":{\"N\":\"x\"}}"))
        .hasMessage("attribute \"a\" is not a number that DynamoDB can hold");
  }
}
