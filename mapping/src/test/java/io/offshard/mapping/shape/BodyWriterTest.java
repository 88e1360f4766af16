// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalars are written as a well-known library writes them. */
class BodyWriterTest {
  private final JsonFactory json = new JsonFactory();
  private final CBORFactory cbor = new CBORFactory();

  @FunctionalInterface
  private interface Call {
    void on(JsonGenerator out) throws IOException;
  }

  private byte[] library(Wire wire, Call call) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator =
        wire == Wire.JSON ? json.createGenerator(out) : cbor.createGenerator(out)) {
      call.on(generator);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(0, 0xd7ff)
        .map(Character::toString)
        .list()
        .ofMaxSize(300)
        .map(characters -> String.join("", characters));
  }

  @Property
  void writesTexts(@ForAll Wire wire, @ForAll("texts") String text) {
    BodyWriter out = BodyWriter.of(wire, 4);
    out.text(text);

    assertThat(out.exactBody()).isEqualTo(library(wire, generator -> generator.writeString(text)));
  }

  @Property
  void writesNumbers(
      @ForAll Wire wire, @ForAll long number, @ForAll @IntRange(max = 63) int fewer) {
    BodyWriter out = BodyWriter.of(wire, 4);
    out.wholeNumber(number >> fewer);

    assertThat(out.exactBody())
        .isEqualTo(library(wire, generator -> generator.writeNumber(number >> fewer)));
  }

  @ParameterizedTest
  @ValueSource(longs = {23, 24, 0xff, 0x100, 0xffff, 0x1_0000, 0xffff_ffffL, 0x1_0000_0000L})
  void writesNumbersAtTheEdges(long number) {
    for (Wire wire : Wire.values()) {
      writesNumbers(wire, number, 0);
      writesNumbers(wire, -number, 0);
      writesNumbers(wire, -1 - number, 0);
    }
  }

  @Property
  void writesBytes(@ForAll Wire wire, @ForAll byte[] bytes, @ForAll @IntRange(max = 3) int before) {
    BodyWriter out = BodyWriter.of(wire, 4);
    int from = Math.min(before, bytes.length);
    out.bytes(bytes, from, bytes.length - from);

    assertThat(out.exactBody())
        .isEqualTo(
            library(wire, generator -> generator.writeBinary(bytes, from, bytes.length - from)));
  }

  @Property
  void writesInstantsInCborUnderTheTag(@ForAll long millis) {
    BodyWriter out = BodyWriter.of(Wire.CBOR, 4);
    out.timestamp(millis);

    assertThat(out.exactBody())
        .isEqualTo(
            library(
                Wire.CBOR,
                generator -> {
                  ((CBORGenerator) generator).writeTag(1);
                  generator.writeNumber(millis);
                }));
  }
}
