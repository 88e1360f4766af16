// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Growing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;

/** The rules by which topics of others become streams and grow. */
class NativeStreamsTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final TopicTraits DAY = new TopicTraits(86_400_000, false, 1_048_588);
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final UUID TOPIC = new UUID(9, 1);
  private static final UUID LATER_TOPIC = new UUID(9, 2);

  private Lineages image = Lineages.EMPTY;
  private int events;

  private static UUID op(int number) {
    return new UUID(0, number);
  }

  /** Applies one second later than the one before. */
  private Verdict apply(LineageEvent event) {
    Lineages.Step step = image.apply(event, new LogPosition(events, T0.plusSeconds(events)));
    events++;
    image = step.image();
    return step.verdict();
  }

  private Verdict adopt(String name, UUID topic, int partitions) {
    return apply(new Declare(op(99), new Adoption(name, topic, partitions, false, DAY)));
  }

  private Verdict grow(int op, UUID topic, int partitions) {
    return apply(new Prepare(op(op), new Grow("a", topic, partitions)));
  }

  private Verdict grown(int op, Map<Integer, Long> ends) {
    return apply(new Commit(op(op), new Grown(ends)));
  }

  private Lineage stream() {
    return image.find("a").orElseThrow();
  }

  private Shard shard(int index) {
    return stream().shards().get(index).orElseThrow();
  }

  @Example
  void anAdoptedTopicIsAnOnDemandStreamWithAShardForEachPartition() {
    assertThat(adopt("a", TOPIC, 4)).isEqualTo(Verdict.ACCEPTED);

    assertThat(stream().state()).isInstanceOf(Active.class);
    assertThat(stream().isNative()).isTrue();
    assertThat(stream().created()).isEqualTo(T0);
    assertThat(stream().settings().mode()).isEqualTo(CapacityMode.ON_DEMAND);
    assertThat(image.find(TOPIC)).contains(stream());
    assertThat(stream().shards().open())
        .hasSize(4)
        .allSatisfy(
            shard -> {
              assertThat(shard.partition()).isEqualTo(shard.index());
              assertThat(shard.opened()).isEqualTo(Instant.EPOCH);
              assertThat(shard.createdSecond()).isEqualTo(T0.getEpochSecond());
            });
  }

  @Example
  void theFirstAdoptionCountsWhoeverRepeatsIt() {
    adopt("a", TOPIC, 4);
    Lineage first = stream();

    assertThat(adopt("a", TOPIC, 6)).isEqualTo(Verdict.UNCHANGED);
    assertThat(stream()).isEqualTo(first);
  }

  @Example
  void aTopicMadeAnewIsAnotherStreamAndTheFirstNeverComesBack() {
    adopt("a", TOPIC, 4);

    assertThat(adopt("a", LATER_TOPIC, 2)).isEqualTo(Verdict.ACCEPTED);
    assertThat(image.find(TOPIC)).isEmpty();
    assertThat(shard(0).createdSecond()).isEqualTo(T0.getEpochSecond() + 1);
    assertThat(adopt("a", TOPIC, 4)).isEqualTo(Verdict.UNCHANGED);
    assertThat(stream().topicId()).contains(LATER_TOPIC);
  }

  @Example
  void aStreamThatWasMadeThroughAnApiIsNotAdopted() {
    apply(new Prepare(op(1), new Create("a", 1, SETTINGS)));

    assertThat(adopt("a", TOPIC, 4)).isEqualTo(Verdict.NAME_TAKEN);
    apply(new Commit(op(1), new Created(TOPIC)));
    assertThat(adopt("a", TOPIC, 4)).isEqualTo(Verdict.NAME_TAKEN);
    assertThat(adopt("a", LATER_TOPIC, 4)).isEqualTo(Verdict.NAME_TAKEN);
    assertThat(stream().isNative()).isFalse();
  }

  @Example
  void aNameThatWasDeletedIsAdoptedAgainByItsLiteralNameOnly() {
    adopt("a", TOPIC, 4);
    apply(new Prepare(op(1), new Delete("a")));
    assertThat(adopt("a", LATER_TOPIC, 4)).isEqualTo(Verdict.NAME_TAKEN);
    apply(new Commit(op(1), new Deleted()));

    assertThat(image.wasDeleted("a")).isTrue();
    assertThat(adopt("a", LATER_TOPIC, 4)).isEqualTo(Verdict.NAME_DELETED);
    assertThat(apply(new Declare(op(2), new Adoption("a", LATER_TOPIC, 4, true, DAY))))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(image.wasDeleted("a")).isFalse();
  }

  @Example
  void aNameIsNoLongerDeletedWhenAStreamHasIt() {
    adopt("a", TOPIC, 1);
    apply(new Prepare(op(1), new Delete("a")));
    apply(new Commit(op(1), new Deleted()));
    apply(new Prepare(op(2), new Create("a", 1, SETTINGS)));

    assertThat(image.wasDeleted("a")).isFalse();
  }

  @Example
  void aTopicThatIsGoneIsForgottenUnlessItIsBeingDeleted() {
    adopt("a", TOPIC, 4);

    assertThat(apply(new Declare(op(1), new Loss("a", LATER_TOPIC))))
        .isEqualTo(Verdict.NO_SUCH_STREAM);
    assertThat(apply(new Declare(op(1), new Loss("a", TOPIC)))).isEqualTo(Verdict.ACCEPTED);
    assertThat(image.all()).isEmpty();
    assertThat(image.wasDeleted("a")).isFalse();

    adopt("a", LATER_TOPIC, 4);
    apply(new Prepare(op(2), new Delete("a")));
    assertThat(apply(new Declare(op(1), new Loss("a", LATER_TOPIC))))
        .isEqualTo(Verdict.NO_SUCH_STREAM);
    assertThat(stream().state()).isInstanceOf(Deleting.class);
  }

  @Example
  void theSettingsAreTheTopics() {
    adopt("a", TOPIC, 1);
    assertThat(stream().settings().retentionHours()).isEqualTo(24);
    assertThat(stream().settings().maxRecordKiB()).isEqualTo(1024);
    assertThat(stream().maxRecordBytes()).isEqualTo(1_048_588 - 96);

    TopicTraits next = new TopicTraits(5_400_000, false, 30 << 20);
    assertThat(apply(new Declare(op(1), new Observation("a", TOPIC, next))))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(new Declare(op(1), new Observation("a", TOPIC, next))))
        .isEqualTo(Verdict.UNCHANGED);
    assertThat(apply(new Declare(op(1), new Observation("a", LATER_TOPIC, DAY))))
        .isEqualTo(Verdict.NO_SUCH_STREAM);
    assertThat(stream().settings().retentionHours()).isEqualTo(2);
    assertThat(stream().settings().maxRecordKiB()).isEqualTo(10_240);
    assertThat(stream().maxRecordBytes()).isEqualTo(10 << 20);
  }

  @Example
  void retentionIsShownInWholeHoursOfWhatTheApiCanSay() {
    assertThat(List.of(0L, 1L, 3_600_000L, 3_600_001L, Long.MAX_VALUE, -1L))
        .map(millis -> new TopicTraits(millis, false, 1 << 20).retentionHours())
        .containsExactly(1, 1, 1, 2, 8760, 8760);
    assertThat(new TopicTraits(1, true, 1 << 20).retentionHours()).isEqualTo(8760);
  }

  @Example
  void fourPartitionsBecomeSix() {
    adopt("a", TOPIC, 4);
    assertThat(grow(1, TOPIC, 6)).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().state()).isInstanceOf(Growing.class);
    assertThat(stream().isServing()).isTrue();
    assertThat(List.of(0, 1, 2, 3))
        .map(index -> stream().closure().orElseThrow().concerns(shard(index)))
        .containsExactly(true, true, false, false);

    assertThat(grown(1, Map.of(0, 10L, 1, 0L))).isEqualTo(Verdict.ACCEPTED);
    Instant then = T0.plusSeconds(2);
    assertThat(shard(0).closing()).isEqualTo(new Closing(10, then));
    assertThat(shard(1).closing()).isEqualTo(new Closing(0, then));
    assertThat(shard(2).isOpen()).isTrue();
    assertThat(shard(3).isOpen()).isTrue();
    assertThat(stream().shards().all().subList(4, 8))
        .extracting(
            Shard::partition, Shard::startOffset, Shard::parents, Shard::opened, Shard::isOpen)
        .containsExactly(
            tuple(0, 10L, List.of(0), then, true),
            tuple(4, 0L, List.of(0), then, true),
            tuple(1, 0L, List.of(1), then, true),
            tuple(5, 0L, List.of(1), then, true));
    assertThat(stream().shards().childrenOf(shard(1)))
        .extracting(Shard::index)
        .containsExactly(6, 7);
    assertThat(stream().shards().childrenOf(shard(2))).isEmpty();
    assertThat(shard(4).createdSecond()).isGreaterThan(shard(0).createdSecond());
    assertThat(stream().openShardCount()).isEqualTo(6);
  }

  @Example
  void onlyOneGrowthAtATimeAndNeverASmallerOne() {
    adopt("a", TOPIC, 4);

    assertThat(grow(1, TOPIC, 4)).isEqualTo(Verdict.UNCHANGED);
    assertThat(grow(1, LATER_TOPIC, 6)).isEqualTo(Verdict.NO_SUCH_STREAM);
    assertThat(grow(1, TOPIC, 6)).isEqualTo(Verdict.ACCEPTED);
    assertThat(grow(2, TOPIC, 8)).isEqualTo(Verdict.NOT_ACTIVE);
    assertThat(grown(2, Map.of(0, 1L, 1, 1L))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(grown(1, Map.of(0, 1L))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(grown(1, Map.of(0, 1L, 1, 1L))).isEqualTo(Verdict.ACCEPTED);
    assertThat(grown(1, Map.of(0, 9L, 1, 9L))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(shard(0).endOffset()).isEqualTo(1);
    assertThat(grow(3, TOPIC, 5)).isEqualTo(Verdict.UNCHANGED);
  }

  @Example
  void aGrowthThatIsTakenBackChangesNothing() {
    adopt("a", TOPIC, 4);
    Lineage before = stream();
    grow(1, TOPIC, 6);

    assertThat(apply(new Abort(op(1), "no"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().state()).isEqualTo(before.state());
  }

  @Example
  void aStreamThatWasMadeThroughAnApiDoesNotGrowByItsPartitions() {
    apply(new Prepare(op(1), new Create("a", 1, SETTINGS)));
    apply(new Commit(op(1), new Created(TOPIC)));

    assertThat(grow(2, TOPIC, 6)).isEqualTo(Verdict.NO_SUCH_STREAM);
  }

  @Example
  void aClosedShardExpiresWithTheRetentionOfTheTopic() {
    adopt("a", TOPIC, 1);
    grow(1, TOPIC, 2);
    grown(1, Map.of(0, 5L));
    Instant closed = T0.plusSeconds(2);

    assertThat(stream().isExpired(shard(0), closed.plus(Duration.ofHours(24)).minusMillis(1)))
        .isFalse();
    assertThat(stream().isExpired(shard(0), closed.plus(Duration.ofHours(24)))).isTrue();
    assertThat(stream().isExpired(shard(1), closed.plus(Duration.ofDays(1000)))).isFalse();
    assertThat(stream().shards(closed.plus(Duration.ofHours(24))))
        .extracting(Shard::index)
        .containsExactly(1, 2);
    assertThat(stream().shards(closed)).hasSize(3);
  }

  @Example
  void aClosedShardOfATopicThatKeepsForEverNeverExpires() {
    adopt("a", TOPIC, 1);
    grow(1, TOPIC, 2);
    grown(1, Map.of(0, 5L));
    Instant later = T0.plus(Duration.ofDays(100_000));

    for (TopicTraits traits :
        List.of(new TopicTraits(-1, false, 1 << 20), new TopicTraits(1, true, 1 << 20))) {
      apply(new Declare(op(2), new Observation("a", TOPIC, traits)));
      assertThat(stream().isExpired(shard(0), later)).isFalse();
      assertThat(stream().horizon(later)).isEqualTo(Instant.EPOCH);
    }
  }

  @Example
  void recordsOfATopicOfOthersExpireWhenKafkaSaysSo() {
    adopt("a", TOPIC, 1);

    assertThat(Instant.ofEpochMilli(Long.MIN_VALUE))
        .isAfter(stream().expiry(T0.plus(Duration.ofDays(1000))));
  }
}
