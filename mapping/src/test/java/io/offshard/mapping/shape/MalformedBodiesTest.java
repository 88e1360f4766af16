// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedBodiesTest {

  private static void assertMalformed(Wire wire, byte[] body) {
    assertThatThrownBy(() -> wire.verify(body)).isInstanceOf(MalformedBody.class);
    assertThatThrownBy(() -> Sample.SHAPE.decode(wire, body)).isInstanceOf(MalformedBody.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}}",
        "{} {}",
        "{}x",
        "{\"Text\":}",
        "{\"Text\":\"a}",
        "{Text:\"a\"}",
        "{'Text':'a'}",
        "{\"Text\":\"a\",}",
        "{\"Whole\":01}",
        "{\"Whole\":1.}",
        "{\"Whole\":.5}",
        "{\"Whole\":NaN}",
        "{\"Whole\":+1}",
        "{\"Names\":[1,]}",
        "{\"Text\":\"\\ud800\"}",
        "{\"Text\":\"\\udc00\\ud800\"}",
        "{\"Unknown\":[\"\\ud800\"]}",
        "{\"\\udfff\":1}",
        "{\"Text\":\"\\x\"}",
        "{\"Text\":\"\u0001\"}",
        "\ufeff{}",
        "// a\n{}",
        "nul",
      })
  void refusesWhatIsNotJson(String body) {
    assertMalformed(Wire.JSON, body.getBytes(UTF_8));
  }

  @Test
  void refusesJsonInOtherCharacterSets() {
    assertMalformed(Wire.JSON, "{\"Text\":\"\u00e9\"}".getBytes(ISO_8859_1));
    assertMalformed(Wire.JSON, "{}".getBytes(UTF_16LE));
    assertMalformed(Wire.JSON, "{\"Text\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1)); // overlong
    assertMalformed(
        Wire.JSON, "{\"Text\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1)); // surrogate
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ff",
        "a1",
        "bf",
        "a0a0",
        "bf6454657874ff", // a key without a value
        "a16454657874", // the same
        "a1645465787463 6162", // the text ends early
        "a1645465787462 c341", // bad UTF-8
        "a16454657874 63eda080", // an encoded surrogate
        "a16454657874 62c0af", // an overlong slash
        "a16454657874 7f 61c3 61a9 ff", // a character in two pieces
        "a1 67556e6b6e6f776e 62c0af",
        "a1 62c0af 00",
        "a1f50a", // a key that is no text
        "a16454657874 1c", // a reserved length
        "a16454657874 7f4161ff", // a chunk of another type
        "a16454657874 9bffffffffffffffff", // a list of 2^64 - 1 elements
        "a164426c6f62 5b7fffffffffffffff", // bytes without end
      })
  void refusesWhatIsNotCbor(String hex) {
    assertMalformed(Wire.CBOR, Sample.bytes(hex));
  }

  @Test
  void refusesNestingBeyondTheBound() {
    String nested = "[".repeat(100_000);

    assertMalformed(Wire.JSON, ("{\"Unknown\":" + nested).getBytes(UTF_8));
    assertMalformed(
        Wire.JSON, ("{\"Unknown\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(UTF_8));
    assertMalformed(Wire.CBOR, Sample.bytes("81".repeat(100_000) + "00"));
    assertThatCode(
            () ->
                Wire.JSON.verify(
                    ("{\"Unknown\":" + "[".repeat(99) + "]".repeat(99) + "}").getBytes(UTF_8)))
        .doesNotThrowAnyException();
  }

  /** A tag that the parser knows lets three bytes stand for a text that came before. */
  @Test
  void refusesCborThatRepeatsItselfByReference() {
    String list = "a1 67556e6b6e6f776e d90100 9f 7818" + "61".repeat(24);

    assertThatCode(() -> Wire.CBOR.verify(Sample.bytes(list + "ff"))).doesNotThrowAnyException();
    assertMalformed(Wire.CBOR, Sample.bytes(list + "d81900".repeat(100) + "ff"));
  }

  @Test
  void refusesManyTagsBeforeOneValueInNoTime() {
    String before = "a4 6454657874 6161 67556e6b6e6f776e 4c" + "c1".repeat(12) + "6557686f6c65";

    assertThatCode(() -> Wire.CBOR.verify(Sample.bytes("c1".repeat(8) + "00")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Wire.CBOR.verify(Sample.bytes("4c" + "c1".repeat(12))))
        .doesNotThrowAnyException();
    assertMalformed(Wire.CBOR, Sample.bytes("c1".repeat(9) + "00"));
    assertMalformed(Wire.CBOR, Sample.bytes(before + "c1".repeat(14 << 20) + "00"));
    assertMalformed(Wire.CBOR, Sample.bytes(before + "d9ffff".repeat(9) + "00"));
    assertMalformed(Wire.CBOR, Sample.bytes("7f 7a00000001 61 ff" + "c1".repeat(14 << 20)));
    assertMalformed(Wire.CBOR, Sample.bytes("5bffffffffffffffff" + "c1".repeat(14 << 20)));
    assertMalformed(Wire.CBOR, Sample.bytes("59ff"));
  }

  @Test
  void aBodyOfNullIsNothingToRead() {
    Wire.JSON.verify("null".getBytes(UTF_8));
    assertThatThrownBy(() -> Sample.of("null")).isInstanceOf(MalformedBody.class);
    assertThatThrownBy(() -> Sample.ofCbor("f6")).isInstanceOf(MalformedBody.class);
  }

  @Test
  void syntaxIsReadToTheEndBeforeTypesCount() {
    assertMalformed(Wire.JSON, "{\"Text\":7,\"Whole\":}".getBytes(UTF_8));
    assertThat(Sample.SHAPE.decode(Wire.JSON, "{\"Text\":7,\"Whole\":1}".getBytes(UTF_8)))
        .isNotNull();
  }

  @Test
  void messagesQuoteNothingOfTheBody() {
    assertThatThrownBy(() -> Wire.JSON.verify("{\"Text\": secret}".getBytes(UTF_8)))
        .message()
        .matches("JSON body: not well-formed near byte \\d+");
  }

  @Test
  void readsTheLargestBodiesThatTheServiceTakes() {
    byte[] body = ("{\"Unknown\":\"" + "A".repeat((14 << 20) - 20) + "\"}").getBytes(UTF_8);

    assertThatCode(() -> Sample.SHAPE.decode(Wire.JSON, body).value()).doesNotThrowAnyException();
  }
}
