// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.ChildShard;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.ShardFilter;
import io.offshard.mapping.kinesis.ShardFilterType;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.TopicTraits;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Shards 0 and 1 of a topic kept for a day; the first one is closed for 2 and 3, in the partitions
 * 0 and 2.
 */
class ClosedShardsTest {
  private static final UUID OP = new UUID(0, 1);
  private static final UUID TOPIC = new UUID(9, 9);
  private static final Duration DAY = Duration.ofDays(1);
  private final MemoryLineage store = new MemoryLineage();
  private final StreamLookup lookup =
      new StreamLookup(new StreamCatalog(store), new Account("000000000000", "us-east-1"));
  private Instant closed = Instant.EPOCH;

  @BeforeEach
  void grow() {
    TopicTraits traits = new TopicTraits(DAY.toMillis(), false, 1 << 20);
    store.append(new Declare(OP, new Adoption("s", TOPIC, 2, false, traits)));
    store.append(new Prepare(OP, new Grow("s", TOPIC, 3)));
    store.append(new Commit(OP, new Grown(Map.of(0, 7L))));
    closed = stream().shards().get(2).orElseThrow().opened();
  }

  private Lineage stream() {
    return store.current().find("s").orElseThrow();
  }

  private List<Integer> selected(
      Instant now, ShardFilterType type, @Nullable Instant timestamp, @Nullable String after) {
    ShardFilter filter = new ShardFilter(type, after, timestamp);
    return indices(ShardSelection.of(filter, -1, now, lookup, "s"));
  }

  private List<Integer> indices(ShardSelection selection) {
    return selection.of(stream()).stream().map(shard -> shard.index()).toList();
  }

  @Test
  void withoutAFilterAShardIsListedUntilItIsExpired() {
    Instant last = closed.plus(DAY).minusMillis(1);

    assertThat(indices(ShardSelection.of(null, -1, closed, lookup, "s")))
        .containsExactly(0, 1, 2, 3);
    assertThat(indices(ShardSelection.of(null, -1, last, lookup, "s"))).containsExactly(0, 1, 2, 3);
    assertThat(indices(ShardSelection.of(null, -1, closed.plus(DAY), lookup, "s")))
        .containsExactly(1, 2, 3);
  }

  @Test
  void latestIsWhatIsOpen() {
    assertThat(selected(closed, ShardFilterType.AT_LATEST, null, null)).containsExactly(1, 2, 3);
    assertThat(selected(closed.minusMillis(1), ShardFilterType.AT_LATEST, null, null))
        .containsExactly(0, 1);
  }

  @Test
  void theTrimHorizonIsWhatWasOpenWhenTheOldestRecordsWereWritten() {
    Instant last = closed.plus(DAY).minusMillis(1);

    assertThat(selected(last, ShardFilterType.AT_TRIM_HORIZON, null, null)).containsExactly(0, 1);
    assertThat(selected(closed.plus(DAY), ShardFilterType.AT_TRIM_HORIZON, null, null))
        .containsExactly(1, 2, 3);
    assertThat(selected(last, ShardFilterType.FROM_TRIM_HORIZON, null, null))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void atAnInstantEachKeyIsInExactlyOneShard() {
    Instant now = closed.plusSeconds(60);

    assertThat(selected(now, ShardFilterType.AT_TIMESTAMP, closed.minusMillis(1), null))
        .containsExactly(0, 1);
    assertThat(selected(now, ShardFilterType.AT_TIMESTAMP, closed, null)).containsExactly(1, 2, 3);
    assertThat(selected(now, ShardFilterType.AT_TIMESTAMP, Instant.EPOCH, null))
        .containsExactly(0, 1);
  }

  @Test
  void fromAnInstantOnAreAllThatWereNotClosedByThen() {
    Instant now = closed.plusSeconds(60);

    assertThat(selected(now, ShardFilterType.FROM_TIMESTAMP, closed.minusMillis(1), null))
        .containsExactly(0, 1, 2, 3);
    assertThat(selected(now, ShardFilterType.FROM_TIMESTAMP, closed, null))
        .containsExactly(1, 2, 3);
  }

  @Test
  void afterAShardAreThoseOfHigherNumbers() {
    assertThat(selected(closed, ShardFilterType.AFTER_SHARD_ID, null, ShardId.format(0)))
        .containsExactly(1, 2, 3);
    assertThat(selected(closed.plus(DAY), ShardFilterType.AFTER_SHARD_ID, null, ShardId.format(1)))
        .containsExactly(2, 3);
  }

  @Test
  void aClosedShardHasAnEndAndItsChildrenNameIt() {
    List<Shard> shards = Descriptions.shards(stream().shards().all());

    assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber())
        .isNotNull()
        .satisfies(
            number -> assertThat(SequenceNumber.parse(number).orElseThrow().isEnding()).isTrue());
    assertThat(shards.get(1).sequenceNumberRange().endingSequenceNumber()).isNull();
    assertThat(shards).extracting(Shard::parentShardId).containsExactly(null, null, id(0), id(0));
    assertThat(shards).extracting(Shard::adjacentParentShardId).containsOnlyNulls();
    assertThat(Descriptions.child(stream().shards().get(3).orElseThrow()))
        .isEqualTo(new ChildShard(id(3), List.of(id(0)), shards.get(3).hashKeyRange()));
  }

  @Test
  void numbersGrowFromParentsToChildren() {
    List<Shard> shards = Descriptions.shards(stream().shards().all());

    for (int child : List.of(2, 3)) {
      assertThat(shards.get(child).sequenceNumberRange().startingSequenceNumber())
          .isGreaterThan(
              String.valueOf(shards.get(0).sequenceNumberRange().endingSequenceNumber()));
    }
  }

  private static String id(int index) {
    return ShardId.format(index);
  }

  @Test
  void aShardFilterNeedsItsStreamOnlyForWhatItNames() {
    assertThatThrownBy(() -> selected(closed, ShardFilterType.AT_TIMESTAMP, null, null))
        .hasMessageContaining("Timestamp");
  }
}
