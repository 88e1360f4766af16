// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.shape.Wire;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes on the wire. */
class WireValueTest {
  private static PutItem.Request put(String value) {
    String body = "{\"Item\":{\"a\":" + value + "}}";
    return PutItem.Request.SHAPE.decode(Wire.JSON, body.getBytes(UTF_8)).value();
  }

  @Property
  void everyValueComesBackAsItWas(@ForAll("values") ItemValue value) {
    byte[] sent =
        GetItem.Response.SHAPE.encode(Wire.JSON, GetItem.Response.with(Map.of("a", value)));
    assertThat(PutItem.Request.SHAPE.decode(Wire.JSON, sent).value().attributes())
        .hasValue(new TreeMap<>(Map.of("a", value)));
  }

  @Provide
  Arbitrary<ItemValue> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().map(ItemValue.Text::new),
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e18"), new BigDecimal("1e18"))
            .map(n -> new ItemValue.Decimal(n.toString())),
        Arbitraries.bytes().array(byte[].class).map(ItemValue.Bytes::new),
        Arbitraries.of(true, false).map(ItemValue.Bool::new),
        Arbitraries.longs()
            .between(-1_000_000_000_000L, 1_000_000_000_000L)
            .map(seconds -> new ItemValue.Time(seconds, 5)));
  }

  @Test
  void numbersAreTexts() {
    assertThat(
            new String(
                GetItem.Response.SHAPE.encode(
                    Wire.JSON,
                    GetItem.Response.with(Map.of("__mtime_nsecs", new ItemValue.Decimal("123")))),
                UTF_8))
        .isEqualTo("{\"Item\":{\"__mtime_nsecs\":{\"N\":\"123\"}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"S\":\"a\",\"N\":\"1\"}",
        "{\"N\":\"x\"}",
        "{\"N\":\"1e9999\"}",
        "{\"N\":\"\"}",
        "{\"TS\":\"1\"}",
        "{\"TS\":\"1:1234567890\"}",
        "{\"X\":\"1\"}"
      })
  void whatIsNoValueIsNone(String value) {
    assertThat(put(value).attributes()).isEmpty();
  }

  @Test
  void attributesAreSelectedByNameOrAllOrThoseOfCallers() {
    Map<String, ItemValue> own = Map.of("a", new ItemValue.Text("1"), "b", new ItemValue.Text("2"));
    Map<String, ItemValue> system = Map.of("__size", new ItemValue.Decimal("0"));
    assertThat(AttributeSelection.of("*").of(own, system)).containsOnlyKeys("a", "b");
    assertThat(AttributeSelection.of("**").of(own, system)).containsOnlyKeys("a", "b", "__size");
    assertThat(AttributeSelection.of("a,__size,c").of(own, system)).containsOnlyKeys("a", "__size");
    assertThat(AttributeSelection.of("").of(own, system)).isEmpty();
  }
}
