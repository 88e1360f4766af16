// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.shape.InvalidMembers;
import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies as the clients for Python and Go, and those that call by hand, send them. */
class RequestsTest {
  private static <R extends Record> R read(Struct<R> shape, String body) {
    return shape.decode(Wire.JSON, body.getBytes(UTF_8)).value();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void streamsAreMadeGrownAndDescribed() {
    assertThat(
            read(CreateStream.Request.SHAPE, "{\"ShardCount\": 8, \"RetentionPeriodHours\": 24}"))
        .isEqualTo(new CreateStream.Request(null, 8, 24));
    assertThat(read(UpdateStream.Request.SHAPE, "{\"ShardCount\": 16}"))
        .isEqualTo(new UpdateStream.Request(null, 16));
    assertThat(read(DescribeStream.Request.SHAPE, "{}"))
        .isEqualTo(new DescribeStream.Request(null));
  }

  @Test
  void placesAreSought() {
    assertThat(read(Seek.Request.SHAPE, "{\"Type\": \"EARLIEST\"}"))
        .isEqualTo(new Seek.Request(null, null, Seek.Type.EARLIEST, null, null, null));
    assertThat(read(Seek.Request.SHAPE, "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":431}"))
        .isEqualTo(new Seek.Request(null, null, Seek.Type.SEQUENCE, null, null, 431L));
    assertThat(
            read(
                Seek.Request.SHAPE,
                "{\"StreamName\":\"s\",\"ShardId\":3,\"Type\":\"TIME\","
                    + "\"TimestampSec\":1532362891,\"TimestampNSec\":0}"))
        .isEqualTo(new Seek.Request("s", 3, Seek.Type.TIME, 1_532_362_891L, 0, null));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:01Z",
    "1, 1970-01-01T00:00:01.001Z",
    "1000000, 1970-01-01T00:00:01.001Z",
    "1000001, 1970-01-01T00:00:01.002Z",
    "999999999, 1970-01-01T00:00:02Z"
  })
  void aTimeIsNeverRoundedDown(int nanos, Instant expected) {
    assertThat(new Seek.Request(null, null, Seek.Type.TIME, 1L, nanos, null).time())
        .contains(expected);
  }

  @Test
  void aTimeHasBothParts() {
    assertThat(new Seek.Request(null, null, Seek.Type.TIME, 1L, null, null).time()).isEmpty();
    assertThat(new Seek.Request(null, null, Seek.Type.TIME, null, 1, null).time()).isEmpty();
    assertThat(new Seek.Request(null, null, Seek.Type.TIME, Long.MAX_VALUE, 1, null).time())
        .isPresent();
  }

  @Test
  void recordsAreRead() {
    assertThat(read(GetRecords.Request.SHAPE, "{\"Location\":\"AQ==\",\"Limit\":0}").most())
        .isEqualTo(1_000);
    assertThat(read(GetRecords.Request.SHAPE, "{\"Location\": \"AQ==\"}").most()).isEqualTo(1_000);
    assertThat(read(GetRecords.Request.SHAPE, "{\"Location\":\"AQ==\",\"Limit\":64}").most())
        .isEqualTo(64);
    assertThatThrownBy(() -> read(GetRecords.Request.SHAPE, "{\"Location\":\"AQ==\",\"Limit\":-1}"))
        .isInstanceOf(InvalidMembers.class);
  }

  @Test
  void recordsAreWritten() {
    assertThat(
            read(
                    PutRecords.Request.SHAPE,
                    """
                    {"Records": [{"Data": "Zmlyc3Q=", "ClientInfo": "c29tZWluZm8=", "PartitionKey": "k"},
                     {"Data":"c2Vjb25k", "ShardId" : 1, "unknown": []}, {"ShardId":0,"Data":""}]}
                    """)
                .records())
        .containsExactly(
            new NewRecord(bytes("first"), bytes("someinfo"), "k", null),
            new NewRecord(bytes("second"), null, null, 1),
            new NewRecord(bytes(""), null, null, 0));
  }

  @Test
  void aKeyThatBreaksTheBodyIsNotGuessedAt() {
    assertThatThrownBy(
            () ->
                read(
                    PutRecords.Request.SHAPE,
                    "{\"Records\": [{\"Data\": \"\", \"PartitionKey\": \"a\"b\"}]}"))
        .isInstanceOf(MalformedBody.class);
  }

  @Test
  void limitsOfARecordAreInBytes() {
    String inBytes = "é".repeat(128);
    assertThat(new NewRecord(bytes(""), null, inBytes, null).problem(1)).isEmpty();
    assertThat(new NewRecord(bytes(""), null, inBytes + "k", null).problem(1))
        .contains(V3ioFault.INVALID_ARGUMENT);
    assertThat(new NewRecord(ByteBuffer.allocate(2 << 20), null, null, 3).problem(4)).isEmpty();
    assertThat(new NewRecord(ByteBuffer.allocate((2 << 20) + 1), null, null, null).problem(4))
        .contains(V3ioFault.INVALID_ARGUMENT);
    assertThat(new NewRecord(bytes(""), ByteBuffer.allocate(16_385), null, null).problem(4))
        .contains(V3ioFault.INVALID_ARGUMENT);
    assertThat(new NewRecord(bytes(""), null, null, 4).problem(4))
        .contains(V3ioFault.SHARD_ID_OUT_OF_RANGE);
  }

  @Test
  void resultsHaveACodeOrAPlace() {
    assertThat(new String(RecordResult.SHAPE.encode(Wire.JSON, RecordResult.stored(3, 0)), UTF_8))
        .isEqualTo("{\"SequenceNumber\":1,\"ShardId\":3}");
    assertThat(
            new String(
                RecordResult.SHAPE.encode(
                    Wire.JSON, RecordResult.failed(V3ioFault.SHARD_ID_OUT_OF_RANGE)),
                UTF_8))
        .isEqualTo("{\"ErrorCode\":-201326594,\"ErrorMessage\":\"ShardIDOutOfRangeException\"}");
  }

  @Test
  void everyErrorHasANumberAndATextOfItsOwn() {
    assertThat(V3ioFault.values()).extracting(V3ioFault::number).doesNotHaveDuplicates();
    assertThat(V3ioFault.values())
        .allSatisfy(
            fault -> {
              assertThat(V3ioFault.of(fault.text())).isEqualTo(fault);
              assertThat(fault.number()).isNegative();
            });
    assertThat(Optional.of(V3ioFault.of("what?"))).contains(V3ioFault.INTERNAL);
  }
}
