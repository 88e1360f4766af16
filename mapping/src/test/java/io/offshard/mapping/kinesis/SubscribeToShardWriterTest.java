// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.ShapeArbitraries;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

/** Events written record by record are those that the declared shape writes. */
class SubscribeToShardWriterTest {

  @Provide
  Arbitrary<List<Record>> records() {
    return ShapeArbitraries.of(Record.SHAPE).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<ChildShard>> children() {
    return ShapeArbitraries.of(ChildShard.SHAPE).list().ofMaxSize(3);
  }

  private static String header(Message frame, String name) {
    return Objects.requireNonNull(frame.getHeaders().get(name), name).getString();
  }

  @Property
  void everyPayloadIsThatOfTheShape(
      @ForAll("records") List<Record> records,
      @ForAll("children") List<ChildShard> children,
      @ForAll @LongRange(max = Long.MAX_VALUE) long behind,
      @ForAll boolean encrypted) {
    SubscribeToShardWriter event = new SubscribeToShardWriter(records.size(), 0, encrypted);
    records.forEach(record -> GetRecordsWriterTest.write(event, record));
    boolean last = !children.isEmpty();

    Message frame = Message.decode(last ? event.end(behind, children) : event.end("17", behind));

    assertThat(header(frame, ":event-type")).isEqualTo("SubscribeToShardEvent");
    assertThat(frame.getPayload())
        .isEqualTo(
            SubscribeToShardEvent.SHAPE.encode(
                Wire.JSON,
                new SubscribeToShardEvent(
                    records.stream()
                        .map(record -> GetRecordsWriterTest.stamped(record, encrypted))
                        .toList(),
                    last ? null : "17",
                    behind,
                    last ? children : null)));
  }

  @Test
  void aFrameIsOneArrayThatHoldsEachRecordOnce() {
    byte[] data = new byte[90_000];
    SubscribeToShardWriter event = new SubscribeToShardWriter(1, data.length, false);
    event.record(
        "17".getBytes(UTF_8),
        Instant.EPOCH.toEpochMilli(),
        ByteBuffer.wrap(data),
        ByteBuffer.wrap("k".getBytes(UTF_8)));

    ByteBuffer frame = event.end("17", 0);

    assertThat(frame.remaining()).isGreaterThan(120_000);
    assertThat(frame.capacity() - frame.remaining())
        .as("room that was never used, and no second array")
        .isBetween(0, 2_000);
  }

  @Test
  void theFirstFrameIsEmptyButForItsName() {
    Message frame = Message.decode(SubscribeToShardWriter.initialResponse());

    assertThat(header(frame, ":event-type")).isEqualTo("initial-response");
    assertThat(frame.getPayload()).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void anErrorSaysWhatItSaysElsewhere() {
    Message frame =
        Message.decode(
            SubscribeToShardWriter.exception(KinesisFault.streamNotFound("a\"b", "000000000000")));

    assertThat(header(frame, ":exception-type")).isEqualTo("ResourceNotFoundException");
    assertThat(frame.getPayload())
        .asString(UTF_8)
        .isEqualTo("{\"message\":\"Stream a\\\"b under account 000000000000 not found.\"}");
  }
}
