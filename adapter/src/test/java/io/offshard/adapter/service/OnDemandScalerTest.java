// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream on demand of four shards, two replicas, and shards that take 100 records a second. */
class OnDemandScalerTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final Duration CALM = Duration.ofHours(1);

  private long nanos;
  private final MemoryLineage store = new MemoryLineage();
  private final LaterExecutor executor = new LaterExecutor();
  private final PendingWork work =
      new PendingWork(store, new MemoryTopics(), new MemoryWriter(), time -> {}, executor);
  private final OnDemandScaler scaler =
      new OnDemandScaler(
          store,
          new Resharder(store, work, 0, 0, Clock.systemUTC(), UUID::randomUUID),
          new OnDemandRules(Duration.ofSeconds(10), 100, 1_000, 4, 20, CALM),
          time -> {},
          executor,
          () -> nanos);

  @BeforeEach
  void create() {
    new StreamLifecycle(store, work, 0, 10, false, UUID::randomUUID)
        .create("s", 4, new StreamSettings(CapacityMode.ON_DEMAND, 24, 1024, Map.of()));
    executor.runAll();
    store.say(Map.of(ONE, List.of(), OTHER, List.of()));
    scaler.look();
  }

  /** After ten seconds more, in which nothing else has changed. */
  private int after(Duration time, Map<UUID, List<Load>> said) {
    nanos += time.toNanos();
    store.say(said);
    scaler.look();
    executor.runAll();
    return store.current().find("s").orElseThrow().shards().open().size();
  }

  private Load load(long records, long bytes) {
    UUID topicId = store.current().find("s").orElseThrow().topicId().orElseThrow();
    return new Load(topicId, records, bytes);
  }

  @Test
  void itIsReadyForTwiceWhatAllReplicasWriteTogether() {
    Map<UUID, List<Load>> said =
        Map.of(ONE, List.of(load(1_500, 1)), OTHER, List.of(load(1_500, 1)));

    assertThat(after(Duration.ofSeconds(10), said)).isEqualTo(6);
    assertThat(after(Duration.ofSeconds(10), said)).isEqualTo(6);
  }

  @Test
  void bytesCountAsRecordsDo() {
    assertThat(after(Duration.ofSeconds(10), Map.of(ONE, List.of(load(1, 25_000))))).isEqualTo(5);
  }

  @Test
  void itDoublesAtMostAtATimeAndEndsAtTheLimit() {
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(5_000, 1))))).isEqualTo(8);
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(10_000, 1))))).isEqualTo(16);
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(15_000, 1))))).isEqualTo(20);
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(20_000, 1))))).isEqualTo(20);
  }

  @Test
  void whatIsNotNeededForLongIsGivenUpButForTheFirstFour() {
    Map<UUID, List<Load>> busy = Map.of(ONE, List.of(load(10_000, 1)));
    after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(5_000, 1))));
    assertThat(after(Duration.ofSeconds(1), busy)).isEqualTo(16);
    assertThat(after(Duration.ofSeconds(1), busy)).isEqualTo(16);
    assertThat(after(CALM, busy)).isEqualTo(8);
    assertThat(after(Duration.ofSeconds(1), busy)).isEqualTo(8);
    assertThat(after(CALM, busy)).isEqualTo(4);
    after(Duration.ofSeconds(1), busy);
    assertThat(after(CALM, busy)).isEqualTo(4);
  }

  @Test
  void aBusyMomentEndsTheCalm() {
    after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(5_000, 1))));
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(5_000, 1))))).isEqualTo(8);
    after(CALM.minusSeconds(1), Map.of(ONE, List.of(load(5_000, 1))));
    after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(5_400, 1)))); // all eight
    assertThat(after(CALM.minusSeconds(1), Map.of(ONE, List.of(load(5_400, 1))))).isEqualTo(8);
  }

  @Test
  void aReplicaThatIsStartedAnewHasNotWrittenLess() {
    Map<UUID, List<Load>> said = Map.of(ONE, List.of(load(1_000_000, 1)));
    after(Duration.ofHours(10), said);

    assertThat(after(Duration.ofSeconds(10), Map.of(ONE, List.of(load(10, 1))))).isEqualTo(4);
  }

  @Test
  void whatReplicaHasWrittenBeforeItWasHeardOfIsNoLoad() {
    Map<UUID, List<Load>> both =
        Map.of(ONE, List.of(load(1, 1)), OTHER, List.of(load(1_000_000, 1)));
    after(Duration.ofHours(10), both);
    after(Duration.ofSeconds(10), Map.of(ONE, List.of(load(1, 1)))); // the other one is frozen

    assertThat(after(Duration.ofSeconds(10), both)).isEqualTo(4);
  }

  @Test
  void itIsReadyForWarmThroughputOfTwoGibibytesAndMore() {
    new StreamLifecycle(store, work, 0, 10, false, UUID::randomUUID)
        .alter("s", new Alteration.Warm(10_240));
    executor.runAll();

    assertThat(after(Duration.ofSeconds(10), Map.of())).isEqualTo(8);
  }

  @Test
  void onlyOneReplicaJudgesAndBeginsWithoutAPast() {
    store.becomeFirst(false);
    Map<UUID, List<Load>> said = Map.of(ONE, List.of(load(50_000, 1)));
    assertThat(after(Duration.ofSeconds(1), said)).isEqualTo(4);
    store.becomeFirst(true);
    assertThat(after(Duration.ofSeconds(1), said)).isEqualTo(4); // it cannot tell yet
    assertThat(after(Duration.ofSeconds(1), Map.of(ONE, List.of(load(51_000, 1))))).isEqualTo(8);
  }
}
