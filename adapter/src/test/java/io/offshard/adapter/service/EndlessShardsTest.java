// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.EndlessShards.Page;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Resharding;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partition that carries one shard after another, read as one. */
class EndlessShardsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final UUID TOPIC = new UUID(9, 9);

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition records = new MemoryPartition();
  private final EndlessShards shards = at(NOW);
  private long ops;

  private EndlessShards at(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new EndlessShards(
        new RecordReader(
            records, store, new Frontier(), ShardQuotas.off(), Traffic.uncounted(), clock),
        clock);
  }

  @BeforeEach
  void create() {
    StreamSettings day = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Create("a", 1, day)));
    store.append(new Commit(op, new Created(TOPIC)));
  }

  private Lineage stream() {
    return store.current().find("a").orElseThrow();
  }

  /** With the mark that closes the shard behind what was written so far. */
  private void reshard(Resharding what, int ordinal) {
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Reshard("a", what)));
    store.append(new Close(op, 0));
    long end = records.size();
    records.add(NOW, "", OptionalInt.of(ordinal), true);
    store.append(new Commit(op, new Resharded(0, Map.of(0, end, 1, 0L))));
  }

  private void write(String value, int ordinal) {
    records.add(NOW, value, OptionalInt.of(ordinal), false);
  }

  private List<String> all(int partition, long from) {
    List<String> values = new ArrayList<>();
    long next = from;
    while (true) {
      Page page = shards.read(stream(), partition, next, 2, 1000);
      page.records().forEach(e -> values.add(UTF_8.decode(e.value().duplicate()).toString()));
      assertThat(page.next() > next || page.behind() == 0).as("goes on").isTrue();
      next = page.next();
      if (page.behind() == 0) {
        assertThat(page.millisBehind()).isZero();
        return values;
      }
    }
  }

  @Test
  void theShardsOfAPartitionAreReadOneAfterAnotherWithoutTheirSeals() {
    write("a", 0);
    write("b", 0);
    reshard(new Spread(2), 0);
    write("c", 1);
    write("d", 1);
    write("e", 1);
    reshard(new Spread(3), 1);
    write("f", 3);

    assertThat(all(0, 0)).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(all(0, 3)).containsExactly("c", "d", "e", "f");
    assertThat(shards.read(stream(), 0, 0, 2, 1000).behind()).isPositive();
    assertThat(shards.earliest(stream(), 0)).isZero();
    assertThat(shards.latest(stream(), 0)).isEqualTo(8);
  }

  @Test
  void aFreedPartitionStaysAtItsEnd() {
    write("a", 0);
    reshard(new Spread(2), 0);
    reshard(new Merge(1, 2), 1);

    Page end = shards.read(stream(), 1, 0, 10, 1000);
    assertThat(end).isEqualTo(new Page(List.of(), 0, 0, 0));
    assertThat(shards.latest(stream(), 1)).isZero();
    assertThat(EndlessShards.count(stream())).isEqualTo(2);
  }

  @Test
  void withAnOldImageItIsNeverAtTheEndOfAPartitionThatGoesOn() {
    write("a", 0);
    Lineage before = stream();
    reshard(new Spread(2), 0);
    write("b", 1);

    assertThat(shards.read(before, 0, 1, 10, 1000).behind()).isPositive();
  }

  @Test
  void withAnOldImageTheEndIsWhereThePartitionEndsNow() {
    write("a", 0);
    Lineage before = stream();
    reshard(new Spread(2), 0);
    write("b", 1);

    assertThat(shards.latest(before, 0)).isEqualTo(3);
  }

  @Test
  void whatHasExpiredIsNotThereForAnybody() {
    write("a", 0);
    reshard(new Spread(2), 0);
    Instant later = NOW.plus(Duration.ofHours(30));
    records.add(later, "b", OptionalInt.of(1), false);

    EndlessShards then = at(later);
    assertThat(then.earliest(stream(), 0)).isEqualTo(2);
    assertThat(then.read(stream(), 0, 0, 10, 1000).records()).hasSize(1);
    assertThat(then.at(stream(), 0, NOW)).isEqualTo(2);
  }

  @Test
  void theBeginningsOfAllPartitionsAreAskedForAtOnce() {
    write("a", 0);
    reshard(new Spread(2), 0);
    int before = records.keptAsked();
    assertThat(shards.earliest(stream(), List.of(0, 1))).containsExactly(0L, 0L);
    assertThat(records.keptAsked() - before).isEqualTo(1);
    assertThat(shards.earliest(stream(), List.of())).isEmpty();

    records.trim(1); // the first shard of the first partition has nothing left
    assertThat(shards.earliest(stream(), List.of(1, 0))).containsExactly(1L, 1L);
    assertThat(records.keptAsked() - before).isEqualTo(3);
  }

  @Test
  void anInstantIsLookedForInTheShardsOfThePartition() {
    write("a", 0);
    reshard(new Spread(2), 0);
    records.add(NOW.plusSeconds(60), "b", OptionalInt.of(1), false);

    EndlessShards then = at(NOW.plusSeconds(61));
    assertThat(then.at(stream(), 0, NOW.minusSeconds(1))).isZero();
    assertThat(then.at(stream(), 0, NOW.plusSeconds(30))).isEqualTo(2);
    assertThat(then.at(stream(), 0, NOW.plusSeconds(61))).isEqualTo(3);
  }
}
