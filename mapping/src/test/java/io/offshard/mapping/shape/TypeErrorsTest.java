// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of the service's SerializationException, grammar and spelling included. */
class TypeErrorsTest {
  private static final String NUMBER =
      "class com.amazon.coral.value.json.numbers.TruncatingBigNumber";
  private static final Map<String, String> ABBREVIATIONS =
      Map.of(
          "LIST", "Start of list found where not expected",
          "MAP", "Start of structure or map found where not expected.",
          "BOOLEAN", "class java.lang.Boolean can not be converted to ",
          "STRING", "class java.lang.String can not be converted to ",
          "NUMBER", NUMBER + " can not be converted to ",
          "BASE64", " can not be converted to a Blob: ");

  private static String full(String text) {
    String full = text;
    for (Map.Entry<String, String> each : ABBREVIATIONS.entrySet()) {
      full = full.replace(each.getKey(), each.getValue());
    }
    return full;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Text        | true     | BOOLEANan String
          Text        | 23       | NUMBERan String
          Text        | 1.5      | NUMBERan String
          Text        | []       | LIST
          Text        | {}       | MAP
          Colour      | 23       | NUMBERan String
          Whole       | "23"     | STRINGan Integer
          Whole       | true     | BOOLEANan Integer
          Whole       | []       | LIST
          Whole       | {"a":[]} | MAP
          LongWhole   | "23"     | STRINGan Long
          Flag        | "23"     | '23' can not be converted to an Boolean
          Flag        | "yes"    | 'YES' can not be converted to an Boolean
          Flag        | 23       | NUMBERan Boolean
          Flag        | []       | LIST
          Blob        | true     | BOOLEANa Blob
          Blob        | 23       | NUMBERa Blob
          Blob        | {}       | MAP
          Blob        | "23456"  | '23456'BASE64Base64 encoded length is expected a multiple of 4 bytes but found: 5
          Blob        | "=+/="   | '=+/='BASE64Invalid Base64 character: '='
          Blob        | "===="   | '===='BASE64Invalid Base64 character: '='
          Blob        | "=="     | '=='BASE64Base64 encoded length is expected a multiple of 4 bytes but found: 2
          Blob        | "A==="   | 'A==='BASE64Invalid Base64 character: '='
          Blob        | "ab-_"   | 'ab-_'BASE64Invalid Base64 character: '-'
          Blob        | "+/+="   | '+/+='BASE64Invalid last non-pad Base64 character dectected
          Blob        | "+/=="   | '+/=='BASE64Invalid last non-pad Base64 character dectected
          At          | "23"     | STRINGmilliseconds since epoch
          At          | true     | BOOLEANmilliseconds since epoch
          At          | []       | LIST
          Parts       | true     | Expected list or null
          Parts       | 23       | Expected list or null
          Parts       | "a"      | Expected list or null
          Parts       | {}       | MAP
          Parts       | [23]     | Expected null
          Parts       | [[]]     | LIST
          Names       | ["a",1]  | NUMBERan String
          Tags        | true     | Expected map or null
          Tags        | 34.56    | Expected map or null
          Tags        | []       | LIST
          Tags        | {"a":1}  | NUMBERan String
          PartsByName | {"a":""} | Expected null
          """)
  void saysWhatTheServiceSays(String member, String json, String text) {
    assertThatThrownBy(() -> Sample.of("{\"" + member + "\":" + json + "}"))
        .isInstanceOf(WrongType.class)
        .hasMessage(full(text));
  }

  @ParameterizedTest
  @CsvSource({
    "6454657874 4161, class java.nio.HeapByteBuffer can not be converted to an String",
    "6557686f6c65 623233, class java.lang.String can not be converted to an Integer",
    "64426c6f62 623233, class java.lang.String can not be converted to a Blob",
    "64426c6f62 a0, Start of structure or map found where not expected.",
    "624174 f5, class java.lang.Boolean can not be converted to milliseconds since epoch",
    "655061727473 07, Expected list or null",
  })
  void saysTheSameInCbor(String entry, String text) {
    assertThatThrownBy(() -> Sample.ofCbor("a1" + entry))
        .isInstanceOf(WrongType.class)
        .hasMessage(text);
  }

  @Test
  void theFirstWrongTypeOfABodyIsReported() {
    assertThatThrownBy(
            () -> Sample.of("{\"Names\":[[1]],\"Whole\":true,\"Text\":\"NOT MATCHING\"}"))
        .isInstanceOf(WrongType.class)
        .hasMessage("Start of list found where not expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | Start of list found where not expected",
        "7 | Expected null",
        "true | Expected null"
      })
  void aBodyThatIsNotAnObjectIsOfTheWrongType(String json, String text) {
    assertThatThrownBy(() -> Sample.of(json)).isInstanceOf(WrongType.class).hasMessage(text);
  }

  @Test
  void longTextsAreRepeatedInPart() {
    String text = "=".repeat(1_000_000);

    assertThatThrownBy(() -> Sample.of("{\"Blob\":\"" + text + "\"}"))
        .message()
        .hasSizeLessThan(70_000)
        .endsWith("=...' can not be converted to a Blob: Invalid Base64 character: '='");
  }
}
