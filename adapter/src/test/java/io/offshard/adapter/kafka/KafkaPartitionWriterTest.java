// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.PartitionWriter;
import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KafkaPartitionWriterTest {
  private static final int ROOM = 100;

  private static final KafkaClients NOBODY =
      new KafkaClients(
          Map.of("bootstrap.servers", "127.0.0.1:1"),
          Map.of("max.block.ms", "1"),
          Map.of(),
          Map.of());

  private final KafkaPartitionWriter writer =
      new KafkaPartitionWriter(
          NOBODY, ROOM * KafkaPartitionWriter.OVERHEAD_BYTES, Duration.ofSeconds(1));

  private List<Result> append(int records) {
    return append(writer, records);
  }

  private static List<Result> append(PartitionWriter writer, int records) {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    return writer.append(
        Collections.nCopies(
            records, new Outgoing("topic", 0, OptionalInt.of(0), nothing, nothing, null)));
  }

  @Test
  void recordsWithoutDataTakeRoomAsWell() {
    try (writer) {
      assertThat(append(ROOM)).hasOnlyElementsOfType(Result.Failed.class);
      assertThat(append(ROOM + 1)).containsOnly(new Result.Throttled());
      assertThat(writer.bytesInFlight()).isZero();
    }
  }

  @Test
  void whoWritesBesideTakesAPartOfTheSameRoom() {
    long all = (long) ROOM * KafkaPartitionWriter.OVERHEAD_BYTES;
    try (writer;
        KafkaPartitionWriter half = writer.beside(NOBODY, all / 2);
        KafkaPartitionWriter twice = writer.beside(NOBODY, 2 * all)) {
      assertThat(append(half, ROOM / 2)).hasOnlyElementsOfType(Result.Failed.class);
      assertThat(append(half, ROOM / 2 + 1)).containsOnly(new Result.Throttled());
      assertThat(append(twice, ROOM)).hasOnlyElementsOfType(Result.Failed.class);
      assertThat(append(twice, ROOM + 1)).containsOnly(new Result.Throttled());
      assertThat(writer.bytesInFlight()).isZero();
    }
  }
}
