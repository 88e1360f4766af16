// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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
    ByteBuffer nothing = ByteBuffer.allocate(0);
    return writer.append(
        Collections.nCopies(
            records, new Outgoing("topic", 0, OptionalInt.of(0), nothing, nothing, null)));
  }

  @Test
  void recordsWithoutDataTakeRoomAsWell() {
    try (writer) {
      assertThat(append(ROOM)).hasOnlyElementsOfType(Result.InDoubt.class);
      assertThat(append(ROOM + 1)).containsOnly(new Result.Throttled());
      assertThat(writer.bytesInFlight()).isZero();
    }
  }
}
