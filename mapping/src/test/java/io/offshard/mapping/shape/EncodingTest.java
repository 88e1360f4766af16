// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.Sample.Colour;
import io.offshard.mapping.shape.Sample.Part;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies written by hand, so that a mistake in the parsers' configuration cannot hide behind a
 * round trip.
 */
class EncodingTest {
  private static final Sample FULL =
      new Sample(
          "abc",
          Colour.GREEN,
          7,
          1L << 40,
          true,
          ByteBuffer.wrap(new byte[] {1, 2, -1}),
          Instant.ofEpochMilli(1_700_000_000_123L),
          List.of(new Part("a\"\u00e9\ud83d\ude00", -1)),
          List.of("x", "y"),
          Map.of("k", "v"),
          Map.of("p", new Part("q", null)));

  private static final Sample EMPTY = at(null);

  private static Sample at(@Nullable Instant at) {
    return new Sample(null, null, null, null, null, null, at, null, null, null, null);
  }

  private static String json(Sample value) {
    return new String(Sample.SHAPE.encode(Wire.JSON, value), UTF_8);
  }

  private static String cbor(Sample value) {
    return HexFormat.of().formatHex(Sample.SHAPE.encode(Wire.CBOR, value));
  }

  @Test
  void writesEveryKindOfMemberInJson() {
    String expected =
        """
        {"Text":"abc","Colour":"GREEN","Whole":7,"LongWhole":1099511627776,"Flag":true,\
        "Blob":"AQL/","At":1700000000.123,"Parts":[{"PartARN":"a\\"\u00e9\ud83d\ude00","Size":-1}],\
        "Names":["x","y"],"Tags":{"k":"v"},"PartsByName":{"p":{"PartARN":"q"}}}\
        """;

    assertThat(json(FULL)).isEqualTo(expected);
    assertThat(Sample.of(expected)).isEqualTo(FULL);
  }

  @Test
  void readsEveryKindOfMemberInCborOfDefiniteLength() {
    String body =
        "ab" // a map of eleven
            + "6454657874 63616263" // Text: "abc"
            + "66436f6c6f7572 65475245454e" // Colour: "GREEN"
            + "6557686f6c65 07" // Whole: 7
            + "694c6f6e6757686f6c65 1b0000010000000000" // LongWhole: 2^40
            + "64466c6167 f5" // Flag: true
            + "64426c6f62 430102ff" // Blob: h'0102ff'
            + "624174 c11b0000018bcfe5687b" // At: 1(1700000000123)
            + "655061727473 81a2 675061727441524e 686122c3a9f09f9880" // Parts: [{PartARN: "a...",
            + "6453697a65 20" // Size: -1}]
            + "654e616d6573 82 6178 6179" // Names: ["x", "y"]
            + "6454616773 a1 616b 6176" // Tags: {k: "v"}
            + "6b50617274734279 4e616d65 a1 6170 a1 675061727441524e 6171"; // PartsByName

    assertThat(Sample.ofCbor(body)).isEqualTo(FULL);
  }

  @Test
  void readsIndefiniteLengthsOfEverything() {
    String body =
        "bf 64426c6f62 5f 4101 4202ff ff" // Blob in two chunks
            + "6454657874 7f 6161 626263 ff" // Text in two chunks
            + "654e616d6573 9f 6178 ff ff";

    Sample value = Sample.ofCbor(body);

    assertThat(value.blob()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, -1}));
    assertThat(value.text()).isEqualTo("abc");
    assertThat(value.names()).containsExactly("x");
  }

  @Test
  void writesCborAsTheServiceDoes() {
    assertThat(cbor(EMPTY)).isEqualTo("bfff");
    assertThat(cbor(at(Instant.ofEpochMilli(1_700_000_000_123L))))
        .isEqualTo("bf" + "624174" + "c11b0000018bcfe5687b" + "ff");
    assertThat(cbor(FULL)).contains("64426c6f62" + "430102ff");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 1700000000000",
    "1700000000.123, 1700000000123",
    "1.700000000123E9, 1700000000123",
    "1.7e9, 1700000000000",
    "0, 0",
    "-0.001, -1",
    "-1.5, -1500",
    "253402300799.999, 253402300799999",
    "1e300, 9223372036854775807",
    "1e1000000000, 9223372036854775807",
    "-1e1000000000, -9223372036854775808",
    "1e-1000000000, 0",
    "99999999999999999999999999, 9223372036854775807",
  })
  void readsJsonTimestampsAsSecondsInAnyForm(String seconds, long millis) {
    assertThat(Sample.of("{\"At\":" + seconds + "}").at()).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "1, 0.001",
    "-1, -0.001",
    "1700000000000, 1700000000.000",
    "253402300799999, 253402300799.999",
  })
  void writesJsonTimestampsAsPlainSecondsWithMilliseconds(long millis, String seconds) {
    assertThat(json(at(Instant.ofEpochMilli(millis)))).isEqualTo("{\"At\":" + seconds + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "c11b0000018bcfe5687b, 1700000000123",
    "1b0000018bcfe5687b, 1700000000123", // without the tag
    "c120, -1",
    "c1fb4278bcfe5687b000, 1700000000123", // a double
    "c11bffffffffffffffff, 9223372036854775807",
    "c482 1a3b9aca00 01, 9223372036854775807", // a decimal fraction: 10^1000000000
  })
  void readsCborTimestampsAsMilliseconds(String hex, long millis) {
    assertThat(Sample.ofCbor("a1624174" + hex).at()).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "23, 23",
    "23.9, 23",
    "9.99e3, 9990",
    "10000.999, 10000",
  })
  void floorsFractionsOfWholeNumbers(String number, int whole) {
    assertThat(Sample.of("{\"Whole\":" + number + "}").whole()).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "1e400, 9223372036854775807",
    "-4.5, -5",
    "123456789012345678901234567890123456789012345678901234567890, 9223372036854775807",
  })
  void clampsNumbersThatAreTooLarge(String number, long whole) {
    assertThat(Sample.of("{\"LongWhole\":" + number + "}").longWhole()).isEqualTo(whole);
  }

  @Test
  void nullIsAbsentAndUnknownMembersAreSteppedOver() {
    String body =
        """
        {"Unknown":{"Text":[1,{"a":"b"},null]},"Text":null,"text":"zzz","Whole":3,"Other":[[]],"Names":["a"]}
        """;

    Sample value = Sample.of(body);

    assertThat(value.text()).isNull();
    assertThat(value.whole()).isEqualTo(3);
    assertThat(value.names()).containsExactly("a");
  }

  @Test
  void ofARepeatedMemberTheLastCounts() {
    assertThat(Sample.of("{\"Whole\":1,\"Whole\":2}").whole()).isEqualTo(2);
    assertThat(Sample.of("{\"Whole\":1,\"Whole\":null}").whole()).isNull();
    assertThat(Sample.of("{\"Tags\":{\"a\":\"1\",\"a\":\"2\"}}").tags())
        .containsExactly(Map.entry("a", "2"));
  }

  @Test
  void writesTheUnreadPartOfABlobAndLeavesItUnread() {
    ByteBuffer slice = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}).slice(1, 4).position(1).limit(3);
    Sample value = new Sample(null, null, null, null, null, slice, null, null, null, null, null);

    assertThat(json(value)).isEqualTo("{\"Blob\":\"AgM=\"}");
    assertThat(cbor(value)).isEqualTo("bf64426c6f62420203ff");
    assertThat(slice.remaining()).isEqualTo(2);
  }
}
