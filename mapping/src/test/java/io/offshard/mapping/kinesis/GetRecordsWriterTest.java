// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.ShapeArbitraries;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Answers written record by record are those that the declared shape writes. */
class GetRecordsWriterTest {

  @Provide
  Arbitrary<List<Record>> records() {
    return ShapeArbitraries.of(Record.SHAPE).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<ChildShard>> children() {
    return ShapeArbitraries.of(ChildShard.SHAPE).list().ofMaxSize(3);
  }

  @Property
  void everyAnswerIsThatOfTheShape(
      @ForAll Wire wire,
      @ForAll("records") List<Record> records,
      @ForAll("children") List<ChildShard> children,
      @ForAll @LongRange(max = Long.MAX_VALUE) long behind,
      @ForAll boolean encrypted) {
    GetRecordsWriter answer = new GetRecordsWriter(wire, records.size(), 0, encrypted);
    records.forEach(record -> write(answer, record));

    boolean last = !children.isEmpty();
    assertThat(bytes(last ? answer.end(behind, children) : answer.end("iterator", behind)))
        .isEqualTo(
            GetRecords.Response.SHAPE.encode(
                wire,
                new GetRecords.Response(
                    records.stream().map(record -> stamped(record, encrypted)).toList(),
                    last ? null : "iterator",
                    behind,
                    last ? children : null)));
  }

  static void write(RecordSink sink, Record record) {
    sink.record(
        record.sequenceNumber().getBytes(UTF_8),
        millis(record.approximateArrivalTimestamp()),
        inside(bytes(record.data().duplicate())),
        inside(record.partitionKey().getBytes(UTF_8)));
  }

  private static long millis(@Nullable Instant arrival) {
    return arrival == null ? 0 : arrival.toEpochMilli();
  }

  static Record stamped(Record record, boolean encrypted) {
    return new Record(
        record.sequenceNumber(),
        Instant.ofEpochMilli(millis(record.approximateArrivalTimestamp())),
        record.data(),
        record.partitionKey(),
        encrypted ? EncryptionType.KMS : null);
  }

  /** As in the answer of a broker: a part of a larger array. */
  private static ByteBuffer inside(byte[] bytes) {
    ByteBuffer larger = ByteBuffer.allocate(bytes.length + 7);
    larger.put(3, bytes);
    return larger.slice(3, bytes.length);
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }
}
