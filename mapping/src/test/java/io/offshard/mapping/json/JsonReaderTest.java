// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Provide
  Arbitrary<JsonValue> values() {
    return JsonValues.any();
  }

  @Property
  void aValueComesBackFromItsText(@ForAll("values") JsonValue value) {
    assertThat(JsonReader.read(value.json())).isEqualTo(value);
    assertThat(JsonReader.read(value.json().getBytes(UTF_8))).isEqualTo(value);
  }

  @Property
  void aPieceOfTheBytesIsReadAlone(@ForAll("values") JsonValue value) {
    byte[] bytes = ("[1," + value.json() + "]").getBytes(UTF_8);
    assertThat(JsonReader.read(bytes, 3, bytes.length - 4)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.50", "-0", "1e400", "123456789012345678901234567890.123456789012345678901"})
  void numbersStayAsTheyWereWritten(String number) {
    assertThat(JsonReader.read(number)).isEqualTo(new JsonValue.Num(number));
  }

  @Test
  void aVeryLongNumberIsStillOne() {
    String digits = "7".repeat(200_000);
    assertThat(JsonReader.read(digits)).isEqualTo(new JsonValue.Num(digits));
  }

  @Test
  void ofEqualNamesTheLastOneCounts() {
    assertThat(JsonReader.read("{\"a\":1,\"b\":2,\"a\":3}").json()).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "[1,]",
        "1 2",
        "{}x",
        "nul",
        "NaN",
        "'a'",
        "{a:1}",
        "\"\n\"",
        "01",
        "// c\n1"
      })
  void whatIsNotOneDocumentIsMalformed(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> JsonReader.read(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void valuesAreBoundedHoweverShortTheyAre() {
    String most = "[" + "0,".repeat(JsonReader.MOST_VALUES - 2) + "0]";

    assertThat(JsonReader.read(most)).isInstanceOf(JsonValue.Array.class);
    String more = "[{}," + most.substring(1);
    assertThatThrownBy(() -> JsonReader.read(more))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("JSON of more than 262144 values");
    assertThatThrownBy(() -> JsonReader.read(more.getBytes(UTF_8)))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("JSON of more than 262144 values");
  }

  @Test
  void nestingIsBounded() {
    int most = JsonReader.MOST_LEVELS;
    assertThat(JsonReader.read("[".repeat(most) + "]".repeat(most)).json()).hasSize(2 * most);
    for (int levels : new int[] {most + 1, 1_000_000}) {
      for (String text :
          List.of(
              "[".repeat(levels) + "]".repeat(levels),
              "{\"a\":".repeat(levels) + "1" + "}".repeat(levels))) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThatThrownBy(() -> JsonReader.read(bytes)).isInstanceOf(MalformedJson.class);
      }
    }
  }

  @Test
  void wholeNumbersAreThoseOf64Bits() {
    JsonValue.Obj object =
        (JsonValue.Obj)
            JsonReader.read("{\"a\":-9223372036854775808,\"b\":9223372036854775808,\"c\":1.0}");
    assertThat(object.wholeNumber("a")).isEqualTo(Long.MIN_VALUE);
    assertThat(object.wholeNumber("b")).isNull();
    assertThat(object.wholeNumber("c")).isNull();
    assertThat(object.wholeNumber("d")).isNull();
  }

  @Test
  void randomBytesAreNoUtf8() {
    byte[] overlong = {'"', (byte) 0xff, (byte) 0xfe, '"'};
    assertThatThrownBy(() -> JsonReader.read(overlong)).isInstanceOf(MalformedJson.class);
  }
}
