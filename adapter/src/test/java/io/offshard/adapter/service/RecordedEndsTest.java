// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.quota.ShardQuotas;
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
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marks between shards are no records, and nothing is looked for twice. */
class RecordedEndsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final UUID TOPIC = new UUID(9, 9);

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition records = new MemoryPartition();
  private final RecordedEnds ends = fresh();
  private long ops;
  private int shards = 1;

  private RecordedEnds fresh() {
    Clock later = Clock.fixed(NOW.plus(Duration.ofDays(9)), ZoneOffset.UTC); // all has expired
    return new RecordedEnds(
        new RecordReader(
            records, store, new Frontier(), ShardQuotas.off(), Traffic.uncounted(), later));
  }

  @BeforeEach
  void create() {
    StreamSettings day = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Create("a", 1, day)));
    store.append(new Commit(op, new Created(TOPIC)));
  }

  private void write(int ordinal) {
    records.add(NOW, "x", OptionalInt.of(ordinal), false);
  }

  private void mark(int ordinal) {
    records.add(NOW, "", OptionalInt.of(ordinal), true);
  }

  /** With the mark that closes the shard of the first partition behind what was written so far. */
  private void grow(int ordinal) {
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Reshard("a", new Spread(++shards))));
    store.append(new Close(op, 0));
    long end = records.size();
    mark(ordinal);
    store.append(new Commit(op, new Resharded(0, Map.of(0, end, shards - 1, 0L))));
  }

  private long end(RecordedEnds of) {
    Lineage stream = store.current().find("a").orElseThrow();
    return of.end(stream, 0, records.size());
  }

  @Test
  void aPartitionThatHoldsOnlyMarksHasNothing() {
    assertThat(end(ends)).isZero();

    grow(0);
    assertThat(end(ends)).isZero();
    mark(1); // of a growth that was taken back
    assertThat(end(ends)).isZero();

    write(1);
    assertThat(end(ends)).isEqualTo(3);
  }

  @Test
  void itEndsBehindItsLastRecordWhereMarksFollow() {
    write(0);
    write(0);
    grow(0);

    assertThat(end(ends)).isEqualTo(2);
    write(1);
    assertThat(end(ends)).isEqualTo(4);
  }

  @Test
  void whatIsKnownIsNotReadAgain() {
    write(0);
    assertThat(end(ends)).isEqualTo(1);
    int once = records.reads();
    assertThat(end(ends)).isEqualTo(1);
    write(0);
    assertThat(end(ends)).isEqualTo(2);
    assertThat(records.reads()).isEqualTo(once);

    grow(0);
    assertThat(end(ends)).isEqualTo(2);
    int twice = records.reads();
    assertThat(twice).isEqualTo(once + 1);
    assertThat(end(ends)).isEqualTo(2);
    assertThat(records.reads()).isEqualTo(twice);
  }

  @Test
  void whatKafkaHasDeletedWasWritten() {
    write(0);
    write(0);
    records.trim(2);

    assertThat(end(ends)).isEqualTo(2);
    grow(0);
    records.trim(3);
    assertThat(end(ends)).isEqualTo(2);
    assertThat(end(fresh())).as("the mark of the second shard was deleted").isEqualTo(2);
  }

  @Test
  void aDeletedMarkIsNoRecord() {
    grow(0);
    records.trim(1);

    assertThat(end(ends)).isZero();
  }
}
