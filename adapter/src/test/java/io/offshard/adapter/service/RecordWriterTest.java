// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  private static final UUID ID = new UUID(1, 1);

  private final List<Outgoing> log = new ArrayList<>();
  private final RecordWriter writer =
      new RecordWriter(
          records -> {
            log.addAll(records);
            return records.stream().<Result>map(out -> new Result.Written(log.size(), 0)).toList();
          });

  private static Lineage stream(int shards) {
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    MemoryLineage store = new MemoryLineage();
    store.append(new Prepare(ID, new Create("orders", shards, settings)));
    return store.append(new Commit(ID, new Created(ID))).image().find("orders").orElseThrow();
  }

  @Test
  void aRecordGoesToTheShardOfItsKeyWithItsKeyInUtf8() {
    Lineage stream = stream(4);
    ByteBuffer data = UTF_8.encode("data");
    List<Placed> placed = writer.write(stream, List.of(NewRecord.of("käse", null, data)));

    assertThat(placed.getFirst().shard()).isEqualTo(stream.route(PartitionKeyHash.of("käse")));
    assertThat(log)
        .containsExactly(
            new Outgoing(
                "orders",
                placed.getFirst().shard().partition(),
                placed.getFirst().shard().index(),
                UTF_8.encode("käse"),
                data));
  }

  @Test
  void anExplicitHashKeyWins() {
    Lineage stream = stream(4);
    List<Placed> placed =
        writer.write(
            stream,
            List.of(
                NewRecord.of("k", HashKey.MAX, ByteBuffer.allocate(1)),
                NewRecord.of("k", HashKey.MIN, ByteBuffer.allocate(1))));

    assertThat(placed).extracting(one -> one.shard().index()).containsExactly(3, 0);
  }

  @Test
  void theSizeIsThatOfDataAndEncodedKey() {
    assertThat(NewRecord.of("käse", null, ByteBuffer.allocate(10)).bytes()).isEqualTo(15);
  }
}
