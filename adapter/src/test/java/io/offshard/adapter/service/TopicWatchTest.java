// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Settings;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicWatchTest {
  private static final UUID ID = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final String T = "orders";

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryTopicList list = new MemoryTopicList();
  private final MemoryTopics topics = new MemoryTopics();
  private final LaterExecutor executor = new LaterExecutor();
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos;
  private long ops;
  private final TopicWatch watch = watching("orders*", "x.y", "x_y");

  private TopicWatch watching(String... patterns) {
    return new TopicWatch(
        store,
        list,
        topics,
        new PendingWork(store, topics, new MemoryWriter(), _ -> {}, new LaterExecutor()),
        new Exposure(List.of(patterns), "lineage"),
        pauses::add,
        executor,
        () -> nanos,
        () -> new UUID(3, ++ops));
  }

  /** What {@link Topics} says of the partitions that a topic has. */
  @BeforeEach
  void allPartitionsTakeRecords() {
    for (String name : List.of(T, "x.y", "x_y", "orders2")) {
      topics.makeForeign(name, 2, false);
    }
  }

  private Lineage stream() {
    return store.current().find(T).orElseThrow();
  }

  private List<Declaration> declared() {
    return store.events().stream()
        .filter(Declare.class::isInstance)
        .map(event -> ((Declare) event).what())
        .toList();
  }

  private void lookFor(Duration time) {
    long end = nanos + time.toNanos();
    while (nanos < end) {
      watch.look();
      nanos += Duration.ofSeconds(5).toNanos();
    }
    watch.look();
  }

  private void adopted() {
    list.put(T, ID, 2);
    watch.look();
    assertThat(stream().topicId()).contains(ID);
  }

  @Test
  void aTopicIsAdoptedAsItIsAndOnce() {
    list.put(T, ID, 2);
    list.put("unasked", OTHER, 2);
    for (int i = 0; i < 30; i++) {
      watch.look();
    }

    assertThat(declared())
        .containsExactly(new Adoption(T, ID, 2, false, MemoryTopicList.USUAL.traits()));
    assertThat(stream().shards().partitions()).isEqualTo(2);
    assertThat(store.current().all()).hasSize(1);
  }

  @Test
  void twoReplicasThatAdoptAtOnceDoNoHarm() {
    list.put(T, ID, 2);
    store.beforeNext(() -> watching("*").look());
    watch.look();
    Lineage first = stream();
    watch.look();

    assertThat(stream()).isEqualTo(first);
    assertThat(declared()).hasSize(2); // the second was refused, and never written again
  }

  @Test
  void whoListsANameAdoptsItThoughAStreamOfItWasDeleted() {
    var settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    for (String name : List.of(T, "x.y")) {
      log(new Prepare(new UUID(4, 1), new Create(name, 1, settings)));
      log(new Prepare(new UUID(4, 2), new Delete(name)));
      log(new Commit(new UUID(4, 2), new Deleted()));
    }
    list.put(T, ID, 2);
    list.put("x.y", OTHER, 2);
    watch.look();

    assertThat(store.current().find(T)).isEmpty();
    assertThat(store.current().find("x.y")).isPresent();
    assertThat(watch.refused()).isEqualTo(1);
  }

  private void log(LineageEvent event) {
    var _ = store.append(event);
  }

  @Test
  void aTopicIsAdoptedOnlyWhenAllItsPartitionsTakeRecords() {
    list.put(T, ID, 2);
    list.lay(T, new Layout(ID, 2, 3, false));
    watch.look();
    assertThat(declared()).isEmpty();

    list.lay(T, new Layout(ID, 2, 3, true));
    topics.leadersComeAfter(1);
    watch.look();
    assertThat(declared()).isEmpty();

    watch.look();
    assertThat(declared()).hasSize(1);
  }

  @Test
  void aTopicWhoseSettingsMustNotBeReadIsNotAdopted() {
    list.put(T, ID, 2);
    list.allow(T, true, false);
    watch.look();
    assertThat(declared()).isEmpty();

    list.allow(T, true, true);
    watch.look();
    assertThat(declared()).hasSize(1);
  }

  @Test
  void namesThatKafkaTakesForOneAreOneStreamsOnly() {
    list.put("x.y", ID, 2);
    watch.look();
    list.remove("x.y");
    list.put("x_y", OTHER, 2);
    watch.look();
    assertThat(store.current().find("x_y")).isEmpty();
    assertThat(watch.refused()).isEqualTo(1);

    lookFor(Duration.ofMinutes(1));
    watch.look();
    assertThat(store.current().find("x.y")).isEmpty();
    assertThat(store.current().find("x_y")).isPresent();
    assertThat(watch.refused()).isZero();
  }

  @Test
  void otherSettingsAreSeenAtEachTwelfthLookAndWrittenOnce() {
    adopted();
    Settings compacted = new Settings(new TopicTraits(-1, true, 2_000_000), 2, false);
    list.set(T, compacted);
    for (int i = 1; i < TopicAdoption.THOROUGH; i++) {
      watch.look();
    }
    assertThat(declared()).hasSize(1);
    assertThat(list.settingsAsked()).hasSize(1);

    for (int i = 0; i < 2 * TopicAdoption.THOROUGH; i++) {
      watch.look();
    }
    assertThat(declared()).endsWith(new Observation(T, ID, compacted.traits())).hasSize(2);
    assertThat(stream().settings().retentionHours()).isEqualTo(8760);
  }

  @Test
  void aTopicThatIsNotSeenIsHiddenAtTheNextLookAndShownAgain() {
    adopted();
    assertThat(watch.unseen()).isEmpty();
    list.allow(T, false, false);
    watch.look();
    assertThat(watch.unseen()).containsExactly(ID);

    list.allow(T, true, true);
    watch.look();
    assertThat(watch.unseen()).isEmpty();
    assertThat(declared()).hasSize(1);
  }

  @Test
  void aTopicThatIsKeptFromThisReplicaIsNeverGivenUp() {
    adopted();
    list.allow(T, false, false);
    lookFor(Duration.ofHours(1));

    assertThat(stream().topicId()).contains(ID);
    assertThat(declared()).hasSize(1);
  }

  @Test
  void aTopicThatIsGoneIsGivenUpAfterAMinuteAndNotBefore() {
    adopted();
    list.remove(T);
    lookFor(Duration.ofSeconds(55));
    assertThat(store.current().find(T)).isPresent();

    lookFor(Duration.ofSeconds(10));
    assertThat(store.current().find(T)).isEmpty();
    assertThat(declared()).endsWith(new Loss(T, ID)).hasSize(2);
  }

  @Test
  void oneThatWasSeenMeanwhileIsGivenUpAMinuteLater() {
    adopted();
    list.remove(T);
    lookFor(Duration.ofSeconds(50));
    list.put(T, ID, 2);
    watch.look();
    list.remove(T);
    lookFor(Duration.ofSeconds(50));

    assertThat(store.current().find(T)).isPresent();
  }

  @Test
  void aReplicaThatExposesNothingGivesUpWhatIsGoneTooAndAsksNothingAfterwards() {
    adopted();
    list.remove(T);
    TopicWatch none = watching();
    none.look();
    nanos += Duration.ofMinutes(2).toNanos();
    none.look();
    assertThat(store.current().find(T)).isEmpty();

    int lists = list.lists();
    none.look();
    assertThat(list.lists()).isEqualTo(lists);
  }

  @Test
  void aTopicThatWasMadeAnewIsANewStreamAndTheOldOneNeverComesBack() {
    adopted();
    Lineage old = stream();
    list.put(T, OTHER, 2);
    watch.look();
    assertThat(stream().topicId()).contains(OTHER);
    assertThat(stream().shards().all().getFirst().createdSecond())
        .isGreaterThan(old.shards().all().getFirst().createdSecond());

    list.put(T, ID, 2); // as a broker that lags behind would say
    watch.look();
    assertThat(stream().topicId()).contains(OTHER);
    assertThat(declared()).hasSize(2);
  }

  @Test
  void whatIsAdoptedWhileThisReplicaListsTopicsIsNotHidden() {
    adopted();
    list.afterNextListing(
        () ->
            log(
                new Declare(
                    new UUID(4, 4),
                    new Adoption("orders2", OTHER, 2, false, MemoryTopicList.USUAL.traits()))));
    watch.look();

    assertThat(store.current().find("orders2")).isPresent();
    assertThat(watch.unseen()).isEmpty();
  }

  @Test
  void addedPartitionsBecomeAGrowthOnceEveryReplicaHasGivenASignOfLife() {
    adopted();
    list.lay(T, new Layout(ID, 5, 3, true));
    store.drainedAfter(3);
    watch.look();
    assertThat(store.events()).noneMatch(Prepare.class::isInstance);

    executor.runAll();
    assertThat(store.pings()).isEqualTo(1);
    assertThat(pauses).hasSize(3);
    assertThat(stream().state())
        .isInstanceOfSatisfying(
            Growing.class, growing -> assertThat(growing.partitions()).isEqualTo(5));

    for (int i = 0; i < 20; i++) {
      watch.look();
      executor.runAll();
    }
    assertThat(store.events().stream().filter(Prepare.class::isInstance)).hasSize(1);
  }

  @Test
  void aReplicaThatIsSilentForTooLongIsNotWaitedFor() {
    adopted();
    list.lay(T, new Layout(ID, 3, 3, true));
    store.drainedAfter(Integer.MAX_VALUE);
    watch.look();
    executor.runAll();

    assertThat(stream().state()).isInstanceOf(Growing.class);
    Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofMillis(10_500), Duration.ofSeconds(12));
  }

  @Test
  void aGrowthThatAnotherReplicaHasBegunIsNotProposedAgain() {
    adopted();
    list.lay(T, new Layout(ID, 3, 3, true));
    watch.look();
    log(new Prepare(new UUID(4, 4), new Grow(T, ID, 3)));
    executor.runAll();

    assertThat(store.events().stream().filter(Prepare.class::isInstance)).hasSize(1);
  }

  @Test
  void nothingIsConcludedWhileKafkaIsAway() {
    adopted();
    list.setAway(true);
    assertThatThrownBy(watch::look).isInstanceOf(StreamFaultException.class);

    assertThat(watch.unseen()).isEmpty();
    assertThat(declared()).hasSize(1);
  }

  @Test
  void theFirstLookIsTakenBeforeTheStartReturnsAndOthersFollow() {
    list.put(T, ID, 2);
    watch.start(Duration.ofSeconds(7));
    assertThat(declared()).hasSize(1);
    assertThat(executor.waiting()).isEqualTo(1);
  }

  @Test
  void aStartWhileKafkaIsAwayIsNoFailure() {
    list.setAway(true);
    watch.start(Duration.ofSeconds(7));

    assertThat(declared()).isEmpty();
  }

  @Test
  void weakTopicsAreCounted() {
    list.put(T, ID, 2);
    list.put("orders2", OTHER, 2);
    list.lay("orders2", new Layout(OTHER, 2, 1, true));
    watch.look();
    assertThat(watch.weak()).isEqualTo(1);

    list.set(T, new Settings(MemoryTopicList.USUAL.traits(), 1, true));
    for (int i = 0; i < TopicAdoption.THOROUGH; i++) {
      watch.look();
    }
    assertThat(watch.weak()).isEqualTo(2);

    list.remove("orders2");
    watch.look();
    assertThat(watch.weak()).isEqualTo(1);
  }
}
