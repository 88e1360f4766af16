// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.quota.ShardRates;
import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.RecordWriter.Target.InPartition;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  private static final UUID ID = new UUID(1, 1);

  private final MemoryLineage store = new MemoryLineage();
  private final List<Outgoing> log = new ArrayList<>();
  private ShardRates rates = ShardRates.UNLIMITED;
  private Runnable meanwhile = () -> {};
  private Supplier<Result> fate = () -> new Result.Written(log.size(), 0);
  private final RecordWriter writer =
      new RecordWriter(
          new MemoryWriter(
              records -> {
                log.addAll(records);
                meanwhile.run();
                return records.stream().map(out -> fate.get()).toList();
              }),
          store,
          new Frontier(),
          new LoadMeter(),
          new ShardQuotas(stream -> rates, () -> 1, () -> 0),
          Traffic.uncounted(),
          KeyPlacement.MURMUR2,
          Duration.ofSeconds(1),
          false);

  private Lineage stream(int shards) {
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    store.append(new Prepare(ID, new Create("orders", shards, settings)));
    store.append(new Commit(ID, new Created(ID)));
    return store.current().find("orders").orElseThrow();
  }

  @Test
  void aRecordOfAStreamThatIsDeletedMeanwhileIsNotAcknowledged() {
    Lineage stream = stream(1);
    meanwhile = () -> store.append(new Prepare(new UUID(0, 7), new Delete("orders")));

    assertThatThrownBy(
            () -> writer.write(stream, List.of(NewRecord.of("k", null, UTF_8.encode("data")))))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new NoSuchStream("orders")));
  }

  @Test
  void aRecordIsNotAcknowledgedAsTheOneOfALaterStreamOfTheSameName() {
    Lineage stream = stream(1);
    UUID deletion = new UUID(0, 7);
    UUID creation = new UUID(0, 8);
    meanwhile =
        () -> {
          store.append(new Prepare(deletion, new Delete("orders")));
          store.append(new Commit(deletion, new Deleted()));
          store.append(new Prepare(creation, new Create("orders", 1, stream.settings())));
          store.append(new Commit(creation, new Created(creation)));
        };

    assertThatThrownBy(
            () -> writer.write(stream, List.of(NewRecord.of("k", null, UTF_8.encode("data")))))
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isInstanceOf(Unavailable.class));
  }

  @Test
  void aRecordThatWasNotWrittenIsToldSoWhateverBecameOfTheStream() {
    Lineage stream = stream(1);
    fate = Result.Throttled::new;
    meanwhile = () -> store.append(new Prepare(new UUID(0, 7), new Delete("orders")));

    assertThat(writer.write(stream, List.of(NewRecord.of("k", null, UTF_8.encode("data")))))
        .extracting(Placed::result)
        .containsExactly(new Result.Throttled());
  }

  @Test
  void aRecordGoesToTheShardOfItsKeyWithItsKeyInUtf8() {
    Lineage stream = stream(4);
    ByteBuffer data = UTF_8.encode("data");
    List<Placed> placed = writer.write(stream, List.of(NewRecord.of("käse", null, data)));

    assertThat(placed.getFirst().shard())
        .isEqualTo(stream.shards().at(PartitionKeyHash.of("käse")));
    assertThat(log)
        .containsExactly(
            new Outgoing(
                "orders",
                placed.getFirst().shard().partition(),
                OptionalInt.of(placed.getFirst().shard().index()),
                UTF_8.encode("käse"),
                data,
                null));
  }

  @Test
  void aRecordGoesIntoThePartitionThatWasChosenForItAndMayLackAKey() {
    Lineage stream = stream(4);
    ByteBuffer data = UTF_8.encode("data");
    ByteBuffer info = UTF_8.encode("info");
    List<Placed> placed =
        writer.write(stream, List.of(new NewRecord(null, new InPartition(2), data, info)));

    assertThat(placed.getFirst().shard()).isEqualTo(stream.shards().last(2));
    assertThat(log).containsExactly(new Outgoing("orders", 2, OptionalInt.of(2), null, data, info));
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
  void whatExceedsTheQuotaOfItsShardIsThrottledAndNotSent() {
    Lineage stream = stream(2);
    rates = new ShardRates(0, 2, 0, 0, 0);
    List<NewRecord> records =
        List.of(
            NewRecord.of("k", HashKey.MIN, UTF_8.encode("a")),
            NewRecord.of("k", HashKey.MAX, UTF_8.encode("b")),
            NewRecord.of("k", HashKey.MIN, UTF_8.encode("c")),
            NewRecord.of("k", HashKey.MIN, UTF_8.encode("d")));

    assertThat(writer.write(stream, records))
        .extracting(one -> one.result() instanceof Result.Written)
        .containsExactly(true, true, true, false);
    assertThat(log)
        .extracting(out -> UTF_8.decode(out.value().duplicate()).toString())
        .containsExactly("a", "b", "c");
  }

  @Test
  void theSizeIsThatOfDataAndEncodedKey() {
    assertThat(NewRecord.of("käse", null, ByteBuffer.allocate(10)).bytes()).isEqualTo(15);
  }
}
