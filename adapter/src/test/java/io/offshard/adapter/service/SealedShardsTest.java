// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.quota.ShardRates;
import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.PartitionWriter.Result.Written;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Resharding.Split;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.stream.HashKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of one shard, which is split while it is read and written. */
class SealedShardsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final UUID TOPIC = new UUID(9, 9);
  private static final UUID OP = new UUID(0, 1);
  private static final HashKey HALF = new HashKey(Long.MIN_VALUE, 0);

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition records = new MemoryPartition();
  private final RecordReader reader =
      new RecordReader(
          records,
          store,
          new Frontier(),
          ShardQuotas.off(),
          Traffic.uncounted(),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<Outgoing> sent = new ArrayList<>();
  private long offset = 10;
  private Runnable meanwhile = () -> {};
  private ShardRates rates = ShardRates.UNLIMITED;
  private RecordWriter writer = writer(false);

  private RecordWriter writer(boolean strict) {
    return new RecordWriter(
        new MemoryWriter(this::append),
        store,
        new Frontier(),
        new LoadMeter(),
        new ShardQuotas(stream -> rates, () -> 1, () -> 0),
        Traffic.uncounted(),
        KeyPlacement.MURMUR2,
        Duration.ofSeconds(1),
        strict);
  }

  private List<Result> append(List<Outgoing> all) {
    sent.addAll(all);
    List<Result> results = all.stream().map(out -> (Result) new Written(offset++, 0)).toList();
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
    return results;
  }

  @BeforeEach
  void create() {
    StreamSettings day = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    store.append(new Prepare(OP, new Create("a", 1, day)));
    store.append(new Commit(OP, new Created(TOPIC)));
  }

  private Lineage stream() {
    return store.current().find("a").orElseThrow();
  }

  private Shard shard(int index) {
    return stream().shards().get(index).orElseThrow();
  }

  private void close() {
    store.append(new Prepare(OP, new Reshard("a", new Split(0, HALF))));
    store.append(new Close(OP, 0));
  }

  private void commit(long end) {
    store.append(new Commit(OP, new Resharded(0, Map.of(0, end))));
  }

  private void split(long end) {
    close();
    commit(end);
  }

  private static NewRecord record(HashKey at, String text) {
    return NewRecord.of("k", at, UTF_8.encode(text));
  }

  private static List<Integer> shardsOf(List<Placed> placed) {
    return placed.stream().map(one -> one.shard().index()).toList();
  }

  private static List<Long> offsets(Page page) {
    return page.records().stream().map(Batch.Entry::offset).toList();
  }

  private void fill(int count, int ordinal) {
    IntStream.range(0, count)
        .forEach(i -> records.add(NOW, "v" + i, OptionalInt.of(ordinal), false));
  }

  private void seal(int ordinal) {
    records.add(NOW, "", OptionalInt.of(ordinal), true);
  }

  private Page read(Lineage stream, int shard, long from) {
    return reader.read(stream, stream.shards().get(shard).orElseThrow(), from, 100, 1000);
  }

  @Test
  void aCallThatStraddlesTheCutKeepsItsOrder() {
    meanwhile = () -> split(12);
    List<Placed> placed =
        writer.write(
            stream(),
            List.of(
                record(HALF, "0"),
                record(HALF, "1"),
                record(HALF, "2"),
                record(HashKey.MIN, "3"),
                record(HALF, "4")));

    assertThat(shardsOf(placed)).containsExactly(0, 0, 2, 1, 2);
    assertThat(sent.subList(5, 8))
        .extracting(out -> UTF_8.decode(out.value().duplicate()).toString())
        .containsExactly("2", "3", "4");
    assertThat(sent.get(5).ordinal()).hasValue(2);
  }

  @Test
  void whatIsWrittenOnceMoreIsNotPaidForAgain() {
    rates = new ShardRates(0, 1, 0, 0, 0);
    meanwhile = () -> split(10);

    assertThat(writer.write(stream(), List.of(record(HALF, "0"))))
        .extracting(Placed::result)
        .containsExactly(new Written(11, 0));
    assertThat(sent).hasSize(2);
    assertThat(writer.write(stream(), List.of(record(HALF, "1"))))
        .as("the child has a rate of its own")
        .extracting(Placed::result)
        .containsExactly(new Written(12, 0));
  }

  @Test
  void whileAShardClosesNothingIsSentToItAndOthersGoOn() {
    split(5);
    store.append(new Prepare(OP, new Reshard("a", new Split(1, new HashKey(7, 7)))));
    assertThat(shardsOf(writer.write(stream(), List.of(record(HashKey.MIN, "x")))))
        .containsExactly(1); // it is only planned
    store.append(new Close(OP, 0));
    assertThat(shardsOf(writer.write(stream(), List.of(record(HALF, "x"))))).containsExactly(2);
    store.whileWaiting(() -> commit(50));
    assertThat(shardsOf(writer.write(stream(), List.of(record(HashKey.MIN, "x")))))
        .containsExactly(3);
  }

  @Test
  void aStepThatFollowsDoesNotKeepThoseWaitingWhoWaitedForTheOneBefore() {
    store.append(new Prepare(OP, new Reshard("a", new Split(0, HALF))));
    store.append(new Close(OP, 0));
    commit(0);
    store.append(new Prepare(OP, new Reshard("a", new Scale(3))));
    store.append(new Close(OP, 0));
    store.whileWaiting(
        () -> store.append(new Commit(OP, new Resharded(0, Map.of(0, 20L, 1, 20L)))));
    List<Placed> placed = writer.write(stream(), List.of(record(HashKey.MAX, "x")));

    assertThat(stream().pendingOp()).isPresent();
    assertThat(placed.getFirst().result()).isInstanceOf(Written.class);
  }

  @Test
  void aStrictWriterAsksTheLogAfterEachAcknowledgement() {
    writer = writer(true);
    List<Placed> placed = writer.write(stream(), List.of(record(HALF, "x")));

    assertThat(placed).hasSize(1);
    assertThat(store.settledCount()).isOne();
  }

  @Test
  void aReaderWithAnOldViewStopsAtTheSealAndLearnsOfTheChildren() {
    fill(3, 0);
    seal(0);
    fill(2, 1);
    Lineage old = stream();
    split(3);
    Page page = read(old, 0, 0);

    assertThat(offsets(page)).containsExactly(0L, 1L, 2L);
    assertThat(page.children()).containsExactly(shard(1), shard(2));
    assertThat(offsets(read(stream(), 1, 0))).containsExactly(4L, 5L);
    assertThat(offsets(read(old, 0, 5))).isEmpty(); // an iterator that was once beyond the end
    assertThat(read(old, 0, 5).isLast()).isTrue();
  }

  @Test
  void untilTheEndIsDecidedAPageStopsAtTheSeal() {
    fill(3, 0);
    close();
    seal(0);
    fill(1, 0); // late
    seal(0); // another replica's
    Page page = read(stream(), 0, 0);

    assertThat(offsets(page)).containsExactly(0L, 1L, 2L);
    assertThat(page.next()).isEqualTo(3);
    assertThat(page.isLast()).isFalse();
    assertThat(page.millisBehind()).isPositive();
    commit(5);
    assertThat(offsets(read(stream(), 0, 3))).containsExactly(4L); // before the seal that counts
    assertThat(read(stream(), 0, 5).isLast()).isTrue();
    assertThat(offsets(read(stream(), 1, 0))).isEmpty();
  }

  @Test
  void whatIsWrittenTooLateIsHiddenAndSealsAreNeverServed() {
    fill(1, 0);
    seal(0);
    split(1);
    fill(1, 0); // late
    seal(0); // late
    fill(1, 1);

    assertThat(offsets(read(stream(), 1, 0))).containsExactly(4L);
    assertThat(read(stream(), 1, 0).millisBehind()).isZero();
  }

  @Test
  void aSealOfWhatWasTakenBackIsNoEnd() {
    fill(1, 0);
    close();
    seal(0);
    store.append(new Abort(OP, "no"));
    fill(1, 0);

    assertThat(offsets(read(stream(), 0, 0))).containsExactly(0L, 2L);
    assertThat(read(stream(), 0, 0).isLast()).isFalse();
  }

  @Test
  void whoWantsTheNewestWaitsUntilItIsDecidedWhereTheShardEnds() {
    fill(3, 0);
    Lineage old = stream();
    close();
    seal(0);
    fill(2, 1);
    store.whileWaiting(() -> commit(3));

    assertThat(reader.latest(old, old.shards().get(0).orElseThrow())).isEqualTo(3);
  }

  @Test
  void anEmptyShardEndsAtOnce() {
    split(0);

    assertThat(read(stream(), 0, 0).children()).hasSize(2);
  }

  @Test
  void recordsOfAProducerThatKnowsNoShardsAreOfTheShardThatHasTheirOffset() {
    split(0);
    records.add(NOW, "anybody's");

    assertThat(offsets(read(stream(), 1, 0))).containsExactly(0L);
  }
}
