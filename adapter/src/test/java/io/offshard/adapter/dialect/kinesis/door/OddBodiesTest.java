// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.dialect.kinesis.EmptyCore;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.mapping.shape.Wire;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no SDK writes, which are well-formed or nearly so. */
class OddBodiesTest {
  /** {@code StreamName} in CBOR. */
  private static final String NAME = "6a53747265616d4e616d65";

  /** {@code orders}. */
  private static final String ORDERS = "6f7264657273";

  private final Door door = new Door(KinesisTable.create(EmptyCore.create()), Authentication.NONE);

  @AfterEach
  void close() {
    door.close();
  }

  private Door.Answer json(String body) {
    return door.call(Wire.JSON, "DescribeStreamSummary", body.getBytes(UTF_8));
  }

  private Door.Answer cbor(String hex) {
    byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
    return door.call(Wire.CBOR, "DescribeStreamSummary", body);
  }

  private static void assertMalformed(Door.Answer answer) {
    assertThat(answer)
        .isEqualTo(
            new Door.Answer(
                400, "SerializationException", Map.of("__type", "SerializationException")));
  }

  private static void assertNotFound(Door.Answer answer, String stream) {
    assertThat(answer)
        .isEqualTo(
            new Door.Answer(
                400,
                "ResourceNotFoundException",
                Map.of(
                    "__type",
                    "ResourceNotFoundException",
                    "message",
                    "Stream " + stream + " under account 000000000000 not found.")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StreamName\":\"\\ud83d\"}",
        "{\"StreamName\":\"\\ude00\\ud83d\"}",
        "{\"\\ud83d\":1,\"StreamName\":\"orders\"}",
        "{\"StreamName\":\"orders\",\"Novelty\":\"\\udc00\"}"
      })
  void halfASurrogatePairIsMalformed(String body) {
    assertMalformed(json(body));
  }

  @Test
  void aWholeSurrogatePairIsACharacter() {
    assertThat(json("{\"StreamName\":\"\\ud83d\\ude00\"}").members().get("message"))
        .startsWith("1 validation error detected: Value '\ud83d\ude00' at 'streamName' failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00ff"})
  void whatIsNotUtf8IsMalformed(String latin) {
    String body = "{\"StreamName\":\"orders\",\"Novelty\":\"" + latin + "\"}";
    String text = HexFormat.of().formatHex(latin.getBytes(ISO_8859_1));
    String inCbor = "%s %x%s".formatted(NAME, 0x60 + latin.length(), text);

    assertMalformed(door.call(Wire.JSON, "DescribeStreamSummary", body.getBytes(ISO_8859_1)));
    assertMalformed(cbor("a1" + inCbor));
  }

  /** Texts in pieces, names in pieces, and maps and numbers in more bytes than they need. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bf" + NAME + "66" + ORDERS + "ff",
        "a1" + NAME + "7f 63 6f7264 60 63 657273 ff",
        "a1 7f 66 53747265616d 64 4e616d65 ff 66" + ORDERS,
        "bb0000000000000001" + NAME + "7b0000000000000006" + ORDERS,
        "d9d9f7 a1" + NAME + "66" + ORDERS,
        "a1" + NAME + "d818 66" + ORDERS,
      })
  void cborHasManyForms(String hex) {
    assertNotFound(cbor(hex), "orders");
  }

  @Test
  void bytesMayComeInPieces() {
    String body = "a3" + NAME + "66" + ORDERS + "6444617461 5f 4161 40 426263 ff";
    String key = "6c506172746974696f6e4b6579 616b";

    assertNotFound(
        door.call(Wire.CBOR, "PutRecord", HexFormat.of().parseHex((body + key).replace(" ", ""))),
        "orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"StreamName\":\"a\",\"StreamName\":\"orders\"}",
        "{\"StreamName\":\"\",\"StreamName\":\"orders\"}",
        "{\"StreamName\":null,\"Novelty\":1,\"StreamName\":\"orders\"}"
      })
  void ofARepeatedMemberTheLastCounts(String body) {
    assertNotFound(json(body), "orders");
  }

  @Test
  void aWrongTypeCountsEvenIfTheMemberIsRepeated() {
    assertThat(json("{\"StreamName\":true,\"StreamName\":\"orders\"}").members())
        .containsEntry("Message", "class java.lang.Boolean can not be converted to an String");
    assertThat(cbor("a2" + NAME + "f5" + NAME + "66" + ORDERS).members())
        .containsEntry("Message", "class java.lang.Boolean can not be converted to an String");
  }

  @Test
  void ofARepeatedKeyOfAMapTheLastCounts() {
    String tags =
        "{\"StreamName\":\"orders\",\"Tags\":{\"a\":\"" + "x".repeat(257) + "\",\"a\":\"b\"}}";

    assertNotFound(door.call(Wire.JSON, "AddTagsToStream", tags.getBytes(UTF_8)), "orders");
  }
}
