// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static io.offshard.adapter.quota.ShardQuotas.off;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.PartitionWriter.Result.Failed;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import io.offshard.mapping.lineage.TopicTraits;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A topic of one partition, to which its owner adds another, while it is read and written. */
class ClosingShardsTest {
  private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
  private static final UUID TOPIC = new UUID(9, 9);
  private static final UUID OP = new UUID(0, 1);

  /** Where the first proposal stands in the log, behind the adoption. */
  private static final long PREPARED = 1;

  /** Partition 1 of two by Murmur2, as Kafka's own producer has it; the other one stays in 0. */
  private static final NewRecord MOVES = NewRecord.of("k2", null, UTF_8.encode("moves"));

  private static final NewRecord STAYS = NewRecord.of("k3", null, UTF_8.encode("stays"));

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final MemoryLineage store = new MemoryLineage();
  private final Frontier frontier = new Frontier();
  private final MemoryPartition records = new MemoryPartition();
  private final RecordReader reader =
      new RecordReader(
          records, store, frontier, off(), Traffic.uncounted(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<Outgoing> sent = new ArrayList<>();
  private long offset = 10;
  private Runnable meanwhile = () -> {};
  private final PartitionWriter log = new MemoryWriter(this::append);
  private final RecordWriter writer =
      new RecordWriter(
          log,
          store,
          frontier,
          new LoadMeter(),
          off(),
          Traffic.uncounted(),
          KeyPlacement.MURMUR2,
          PATIENCE,
          false);

  private List<Result> append(List<Outgoing> all) {
    sent.addAll(all);
    List<Result> results =
        all.stream().map(out -> (Result) new Result.Written(offset++, 0)).toList();
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
    return results;
  }

  ClosingShardsTest() {
    store.append(
        new Declare(OP, new Adoption("a", TOPIC, 1, false, new TopicTraits(-1, false, 1 << 20))));
    assertThat(KeyPlacement.MURMUR2.place(ofTwo(), UTF_8.encode("k2")).partition()).isOne();
    assertThat(KeyPlacement.MURMUR2.place(ofTwo(), UTF_8.encode("k3")).partition()).isZero();
  }

  private static Shards ofTwo() {
    MemoryLineage other = new MemoryLineage();
    other.append(
        new Declare(OP, new Adoption("b", TOPIC, 2, false, new TopicTraits(-1, false, 1 << 20))));
    return other.current().find("b").orElseThrow().shards();
  }

  private Lineage stream() {
    return store.current().find("a").orElseThrow();
  }

  private Shard shard(int index) {
    return stream().shards().get(index).orElseThrow();
  }

  private void prepare() {
    store.append(new Prepare(OP, new Grow("a", TOPIC, 2)));
  }

  private void commit(long end) {
    store.append(new Commit(OP, new Grown(Map.of(0, end))));
  }

  private void grow(long end) {
    prepare();
    commit(end);
  }

  private void fill(int count) {
    IntStream.range(0, count).forEach(i -> records.add(NOW.minusSeconds(count - i), "v" + i));
  }

  private Page read(Lineage stream, Shard shard, long from) {
    return reader.read(stream, shard, from, 100, 1000);
  }

  private static List<Long> offsets(Page page) {
    return page.records().stream().map(Batch.Entry::offset).toList();
  }

  @Test
  void aClosedShardIsReadToItsEndAndThenNamesItsChildren() {
    fill(5);
    grow(3);
    Page page = read(stream(), shard(0), 0);

    assertThat(offsets(page)).containsExactly(0L, 1L, 2L);
    assertThat(page.isLast()).isTrue();
    assertThat(page.children()).containsExactly(shard(1), shard(2));
    assertThat(page.millisBehind()).isZero();
    assertThat(read(stream(), shard(0), 3).children()).hasSize(2);
    assertThat(offsets(read(stream(), shard(1), 0))).containsExactly(3L, 4L);
  }

  @Test
  void aPageThatStopsBeforeTheEndIsNotTheLast() {
    fill(5);
    grow(3);
    Page page = reader.read(stream(), shard(0), 0, 2, 1000);

    assertThat(page.isLast()).isFalse();
    assertThat(page.next()).isEqualTo(2);
    assertThat(page.millisBehind()).isPositive();
    assertThat(reader.read(stream(), shard(0), 2, 1, 1000).isLast()).isTrue();
  }

  @Test
  void whereRetentionHasTakenTheEndAReaderIsThereAtOnce() {
    fill(8);
    records.trim(6);
    grow(3);
    Page page = read(stream(), shard(0), 1);

    assertThat(page.records()).isEmpty();
    assertThat(page.isLast()).isTrue();
    assertThat(page.next()).isEqualTo(3);
  }

  @Test
  void placesInAClosedShardAreNeverBehindItsEnd() {
    fill(8);
    grow(3);

    assertThat(reader.latest(stream(), shard(0))).isEqualTo(3);
    assertThat(reader.from(stream(), shard(0), Long.MAX_VALUE)).isEqualTo(3);
    assertThat(reader.from(stream(), shard(0), 2)).isEqualTo(2);
    assertThat(reader.at(stream(), shard(0), NOW)).isEqualTo(3);
    assertThat(reader.at(stream(), shard(1), Instant.EPOCH)).isEqualTo(3);
  }

  @Test
  void aShardThatClosesWhileItIsReadIsCutWhereItEnds() {
    fill(5);
    Lineage before = stream();
    Shard open = shard(0);
    grow(3);
    Page page = read(before, open, 0);

    assertThat(offsets(page)).containsExactly(0L, 1L, 2L);
    assertThat(page.isLast()).isTrue();
  }

  @Test
  void whileAShardIsBeingClosedNothingIsServedBeyondWhatWasSaidToTheOthers() {
    fill(3);
    read(stream(), shard(0), 0);
    prepare();
    long said = frontier.limit(PREPARED, TOPIC, 0);
    fill(4);
    Page page = read(stream(), shard(0), 1);

    assertThat(said).isEqualTo(3);
    assertThat(offsets(page)).containsExactly(1L, 2L);
    assertThat(page.next()).isEqualTo(3);
    assertThat(page.isLast()).isFalse();
    assertThat(page.millisBehind()).isPositive();
    assertThat(read(stream(), shard(0), 3).next()).isEqualTo(3);
    assertThat(read(stream(), shard(0), 5).next()).isEqualTo(5); // told by another replica
    commit(6);
    assertThat(offsets(read(stream(), shard(0), 3))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void whatWasAcknowledgedCountsForTheEndAsWell() {
    writer.write(stream(), List.of(STAYS, STAYS));
    prepare();

    assertThat(frontier.limit(PREPARED, TOPIC, 0)).isEqualTo(12);
  }

  @Test
  void aRecordOfAnotherStreamsMakingIsOfTheShardWhoseOffsetsItHas() {
    records.add(NOW, "x", OptionalInt.of(7), false).add(NOW, "", OptionalInt.empty(), true);

    assertThat(offsets(read(stream(), shard(0), 0))).containsExactly(0L, 1L);
  }

  private List<Integer> shardsOf(List<Placed> placed) {
    return placed.stream().map(one -> one.shard().index()).toList();
  }

  @Test
  void keysGoWhereKafkasProducersPutThemWithoutAHeader() {
    grow(0);
    List<Placed> placed = writer.write(stream(), List.of(STAYS, MOVES));

    assertThat(shardsOf(placed)).containsExactly(1, 2);
    assertThat(sent)
        .extracting(Outgoing::partition, Outgoing::ordinal)
        .containsExactly(tuple(0, OptionalInt.empty()), tuple(1, OptionalInt.empty()));
  }

  @Test
  void anExplicitHashKeyGoesByTheRanges() {
    grow(0);
    List<Placed> placed =
        writer.write(
            stream(),
            List.of(
                NewRecord.of("k3", HashKey.MAX, UTF_8.encode("x")),
                NewRecord.of("k2", HashKey.MIN, UTF_8.encode("x"))));

    assertThat(shardsOf(placed)).containsExactly(2, 1);
  }

  @Test
  void recordsThatTheKplHasPackedIntoOneGoByTheRanges() {
    grow(0);
    ByteBuffer packed =
        ByteBuffer.wrap(
            HexFormat.of().parseHex("f3899ac2" + "0a0161" + "0da6f998a7e312b8f5235eeeb285497b"));
    String key =
        IntStream.range(0, 100)
            .mapToObj(i -> "k" + i)
            .filter(
                each ->
                    !byRange(each)
                        .equals(KeyPlacement.MURMUR2.place(stream().shards(), UTF_8.encode(each))))
            .findFirst()
            .orElseThrow();

    assertThat(shardsOf(writer.write(stream(), List.of(NewRecord.of(key, null, packed)))))
        .containsExactly(byRange(key).index());
    assertThat(
            shardsOf(writer.write(stream(), List.of(NewRecord.of(key, null, UTF_8.encode("x"))))))
        .doesNotContain(byRange(key).index());
  }

  private Shard byRange(String key) {
    return stream().shards().at(PartitionKeyHash.of(key));
  }

  @Test
  void aRecordBeforeTheEndOfAShardThatClosedMeanwhileIsInThatShard() {
    meanwhile = () -> grow(12);

    assertThat(shardsOf(writer.write(stream(), List.of(MOVES, STAYS)))).containsExactly(0, 0);
    assertThat(sent).hasSize(2);
  }

  @Test
  void aRecordBehindTheEndIsInTheChildOfItsPartitionOrWrittenToItsOwn() {
    meanwhile = () -> grow(10);
    List<Placed> placed = writer.write(stream(), List.of(MOVES, STAYS));

    assertThat(shardsOf(placed)).containsExactly(2, 1);
    assertThat(placed)
        .extracting(Placed::result)
        .containsExactly(new Result.Written(12, 0), new Result.Written(11, 0));
    assertThat(sent).extracting(Outgoing::partition).containsExactly(0, 0, 1);
  }

  private void growTo(int op, int partitions, Map<Integer, Long> ends) {
    UUID id = new UUID(0, op);
    store.append(new Prepare(id, new Grow("a", TOPIC, partitions)));
    if (!ends.isEmpty()) {
      store.append(new Commit(id, new Grown(ends)));
    }
  }

  @Test
  void aRecordBehindTheEndOfItsShardThroughTwoGrowthsIsInTheOneThatHasItsOffset() {
    meanwhile =
        () -> {
          growTo(2, 2, Map.of(0, 10L));
          growTo(3, 4, Map.of(0, 11L, 1, 0L));
        };
    Placed placed = writer.write(stream(), List.of(STAYS)).getFirst();

    assertThat(placed.shard()).isEqualTo(shard(1));
    assertThat(placed.shard().covers(10)).isTrue();
    assertThat(placed.result()).isEqualTo(new Result.Written(10, 0));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aRecordThatIsInAShardWhichIsBeingClosedByThenWaitsForThatToo() {
    meanwhile =
        () -> {
          growTo(2, 2, Map.of(0, 9L));
          growTo(3, 4, Map.of());
        };
    store.whileWaiting(
        () -> store.append(new Commit(new UUID(0, 3), new Grown(Map.of(0, 10L, 1, 0L)))));
    Placed placed = writer.write(stream(), List.of(STAYS)).getFirst();

    assertThat(placed.shard().isOpen()).isTrue();
    assertThat(placed.result())
        .isInstanceOfSatisfying(
            Result.Written.class,
            written -> assertThat(placed.shard().covers(written.offset())).isTrue());
  }

  @Test
  void aLimitThatIsForgottenWithItsOperationIsNotMadeAnew() {
    fill(6);
    prepare();
    Lineage closing = stream();
    assertThat(frontier.limit(PREPARED, TOPIC, 0)).isZero();
    store.confirmedOnce(
        () -> {
          commit(3);
          frontier.keepOnly(Set.of(), Set.of(TOPIC));
        });
    Page page = read(closing, closing.shards().get(0).orElseThrow(), 0);

    assertThat(offsets(page)).containsExactly(0L, 1L, 2L);
    assertThat(page.isLast()).isTrue();
  }

  @Test
  void nothingIsSentWhileAShardIsBeingClosed() {
    prepare();
    store.whileWaiting(() -> commit(10));
    List<Placed> placed = writer.write(stream(), List.of(MOVES));

    assertThat(shardsOf(placed)).containsExactly(2);
    assertThat(sent).extracting(Outgoing::partition).containsExactly(1);
  }

  @Test
  void whatWasSentBeforeTheProposalWaitsForTheDecision() {
    meanwhile = this::prepare;
    store.whileWaiting(() -> commit(11));
    List<Placed> placed = writer.write(stream(), List.of(MOVES, MOVES));

    assertThat(shardsOf(placed)).containsExactly(0, 2);
    assertThat(sent).hasSize(3);
  }

  @Test
  void whatIsNotDecidedInTimeHasFailed() {
    prepare();

    assertThat(writer.write(stream(), List.of(MOVES, STAYS)))
        .allSatisfy(one -> assertThat(one.result()).isInstanceOf(Failed.class));
    assertThat(sent).isEmpty();
  }
}
