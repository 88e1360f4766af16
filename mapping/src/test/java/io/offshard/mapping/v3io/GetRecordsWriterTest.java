// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Answers written record by record are those that the declared shape writes. */
class GetRecordsWriterTest {
  private static final int NANOS_PER_MILLI = 1_000_000;

  @Provide
  Arbitrary<List<GetRecords.Item>> records() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            Arbitraries.longs().between(0, 253_402_300_799L),
            Arbitraries.integers().between(0, 999),
            bytes,
            bytes.injectNull(0.5),
            Arbitraries.strings().ofMaxLength(20).injectNull(0.5))
        .as(
            (number, seconds, millis, data, info, key) ->
                new GetRecords.Item(
                    number,
                    seconds,
                    millis * NANOS_PER_MILLI,
                    inside(data),
                    info == null ? null : inside(info),
                    key))
        .list()
        .ofMaxSize(5);
  }

  @Property
  void everyAnswerIsThatOfTheShape(
      @ForAll("records") List<GetRecords.Item> records,
      @ForAll @LongRange(max = Long.MAX_VALUE) long millis,
      @ForAll @LongRange(max = Long.MAX_VALUE) long behind) {
    GetRecordsWriter answer = new GetRecordsWriter(records.size(), 0, "loc", millis, behind);
    for (GetRecords.Item one : records) {
      answer.record(
          one.sequenceNumber() - 1,
          one.arrivalTimeSec() * 1_000 + one.arrivalTimeNSec() / NANOS_PER_MILLI,
          one.data(),
          one.clientInfo(),
          key(one.partitionKey()));
    }

    assertThat(UTF_8.decode(answer.end()).toString())
        .isEqualTo(
            new String(
                GetRecords.Response.SHAPE.encode(
                    Wire.JSON, new GetRecords.Response("loc", millis, behind, records)),
                UTF_8));
  }

  private static @Nullable ByteBuffer key(@Nullable String key) {
    return key == null ? null : inside(key.getBytes(UTF_8));
  }

  /** As in the answer of a broker: a part of a larger array. */
  private static ByteBuffer inside(byte[] bytes) {
    ByteBuffer larger = ByteBuffer.allocate(bytes.length + 7);
    larger.put(3, bytes);
    return larger.slice(3, bytes.length);
  }
}
