// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of plain bodies says what the reader of any form says, or nothing. */
class PlainReaderTest {

  /** What requests that carry records are made of. */
  public record Request(ByteBuffer data, List<Sample.Part> parts, @Nullable Integer number) {
    static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("Data", Blob.ofLength(0, 100)),
            Member.required("Parts", ListShape.of(Sample.Part.SHAPE).ofLength(1, 4)),
            Member.of("Number", Whole.ofIntFrom(-7)));
  }

  @Provide
  Arbitrary<Request> requests() {
    return ShapeArbitraries.of(Request.SHAPE);
  }

  @Provide
  Arbitrary<Sample> samples() {
    return ShapeArbitraries.of(Sample.SHAPE);
  }

  @Property(tries = 3000)
  void readsEveryFormOfAGoodBody(
      @ForAll Wire wire, @ForAll("requests") Request request, @ForAll long seed) {
    byte[] body = Form.of(wire, Request.SHAPE.encode(Wire.CBOR, request), seed, 0);

    assertThat(BothReaders.read(Request.SHAPE, wire, body)).isEqualTo(request);
    // What stands for damaged characters may be meant.
    assertThat(
            BothReaders.isPlain(Request.SHAPE, wire, body)
                || request.parts().toString().indexOf('\ufffd') >= 0)
        .isTrue();
  }

  @Property(tries = 5000)
  void agreesOnDisturbedBodies(
      @ForAll Wire wire,
      @ForAll("requests") Request request,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int disturbed) {
    byte[] body = Form.of(wire, Request.SHAPE.encode(Wire.CBOR, request), seed, disturbed);

    agree(Request.SHAPE, wire, body);
  }

  @Property(tries = 3000)
  void agreesOnStructuresWithEveryKindOfMember(
      @ForAll Wire wire,
      @ForAll("samples") Sample sample,
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int disturbed) {
    byte[] body = Form.of(wire, Sample.SHAPE.encode(Wire.CBOR, sample), seed, disturbed);

    agree(Sample.SHAPE, wire, body);
  }

  private static void agree(Struct<?> struct, Wire wire, byte[] body) {
    Throwable refused = catchThrowable(() -> BothReaders.read(struct, wire, body));
    if (refused != null) {
      assertThat(refused).isInstanceOf(WireException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Data\":\"AQ\\/\\/\",\"Parts\":[{\"PartARN\":\"\\u00e9\\ud83d\\ude00 \\\"\\\\\\n\"}]}",
        " { \"Parts\" : [ { \"Size\" : -3 , \"PartARN\" : \"\" } ] , \"Number\" : null , \"Data\" :"
            + " \"\" } ",
        "{\"Data\":\"AA==\",\"Data\":\"AQ==\",\"Parts\":[{\"PartARN\":\"k\u00e4se\"}],\"Number\":7}",
      })
  void answersForWhatClientsSend(String body) {
    BothReaders.plain(Request.SHAPE, Wire.JSON, body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Data\":\"AAA\",\"Parts\":[{\"PartARN\":\"\"}]}", // not of four digits each
        "{\"Data\":\"AB==\",\"Parts\":[{\"PartARN\":\"\"}]}", // stray bits
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"}],}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"},]}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"}],\"Number\":01}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"}],\"Number\":-8}", // below the bound
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"}],\"Number\":1.0}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"\"}]}{}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"a\u0001\"}]}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"12345678\u001f\"}]}",
        "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"a\u0001}]}", // not the end of the text either
        "{\"Data\":\"\",\"Parts\":[]}",
        "{\"Data\":null,\"Parts\":[{\"PartARN\":\"\"}]}",
        "{\"Data\":\"\"",
        "",
      })
  void leavesTheRestToTheOther(String body) {
    byte[] bytes = body.getBytes(UTF_8);

    assertThat(BothReaders.isPlain(Request.SHAPE, Wire.JSON, bytes)).isFalse();
    agree(Request.SHAPE, Wire.JSON, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"62c0af", "63eda080", "6180", "64f4908080"})
  void leavesTextsThatAreNotUtf8ToTheOther(String text) {
    byte[] cbor = Sample.bytes("a2 644461746140 655061727473 81a1675061727441524e" + text);
    String bytes = new String(Sample.bytes(text.substring(2)), ISO_8859_1);

    assertThat(BothReaders.isPlain(Request.SHAPE, Wire.CBOR, cbor)).isFalse();
    agree(Request.SHAPE, Wire.CBOR, cbor);
    agree(
        Request.SHAPE,
        Wire.JSON,
        ("{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"" + bytes + "\"}]}").getBytes(ISO_8859_1));
  }

  @Test
  void findsTheEndOfATextAtEveryDistance() {
    for (int length = 0; length < 40; length++) {
      String text = "x".repeat(length) + "\u00e9" + "y".repeat(length);
      String body = "{\"Data\":\"\",\"Parts\":[{\"PartARN\":\"%s\"}]}".formatted(text);

      assertThat(
              BothReaders.plain(Request.SHAPE, Wire.JSON, body.getBytes(UTF_8))
                  .parts()
                  .getFirst()
                  .partArn())
          .isEqualTo(text);
    }
  }

  @Test
  void bytesOfCborStayInTheBody() {
    byte[] body = Sample.bytes("a2 6444617461 420102 655061727473 81a1675061727441524e60");

    ByteBuffer data = BothReaders.plain(Request.SHAPE, Wire.CBOR, body).data();

    assertThat(data).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    ByteBuffer inBody = Request.SHAPE.decode(Wire.CBOR, body).value().data();
    body[inBody.arrayOffset()] = 7;
    assertThat(inBody).isEqualTo(ByteBuffer.wrap(new byte[] {7, 2}));
  }
}
