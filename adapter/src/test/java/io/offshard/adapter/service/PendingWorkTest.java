// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.MemoryTopics.Topic;
import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.StreamFault.Unalterable;
import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;

/** What Kafka already has, and who may work on what. */
class PendingWorkTest extends PendingWorkWorld {
  @Example
  void aTopicOfTheSameNameIsNeverTouchedNorLogged() {
    Topic foreign = topics.makeForeign(NAME, SHARDS, true);

    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new StreamExists(NAME)));
    server.run();
    assertThat(topics.all()).containsOnly(Map.entry(NAME, foreign));
    assertThat(store.events()).isEmpty();
  }

  /** A topic of that name appears after Kafka was asked whether there is one. */
  private Topic foreignComesMeanwhile() {
    Topic[] foreign = new Topic[1];
    store.beforeNext(() -> foreign[0] = topics.makeForeign(NAME, SHARDS, false));
    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new StreamExists(NAME)));
    return foreign[0];
  }

  private void assertAborted(Topic foreign) {
    assertThat(topics.all()).containsOnly(Map.entry(NAME, foreign));
    assertThat(store.current().all()).isEmpty();
    assertThat(store.events().getLast()).isInstanceOf(Abort.class);
  }

  @Example
  void aNameThatIsTakenAtTheLastMomentIsTakenBack() {
    assertAborted(foreignComesMeanwhile());
  }

  @Example
  void aRefusedNameIsTakenBackEvenWhenTheLogIsAwayForAWhile() {
    weather.plan(
        List.of(Fate.FINE, Fate.FINE, Fate.FINE, Fate.FINE, Fate.LOST, Fate.LOST, Fate.LOST));
    Topic foreign = foreignComesMeanwhile();
    assertThat(store.current().all()).isNotEmpty();
    server.run();

    assertAborted(foreign);
  }

  @Example
  void aTopicThatAFirstAttemptMadeUnnoticedIsAdopted() {
    store.beforeNext(() -> topics.makeForeign(NAME, SHARDS, true));
    create();
    server.run();

    assertActive();
  }

  @Example
  void aTopicThatIsThereAndNotSeenYetIsWaitedFor() {
    store.beforeNext(() -> topics.makeForeign(NAME, SHARDS, true));
    topics.seenAfter(3);
    create();
    server.run();

    assertActive();
    assertThat(pauses).hasSize(2);
  }

  @Example
  void aDeletionWaitsForATopicThatIsThereAndNotSeenYet() {
    weather.plan(crashAt(2, Fate.UNANSWERED));
    create();
    topics.seenAfter(3);
    delete();
    server.run();

    assertGone();
  }

  @Example
  void aRetentionThatKafkaForbidsIsNeverLogged() {
    create();
    server.run();
    topics.allowAtMost(47);
    int events = store.events().size();

    assertThatThrownBy(() -> alter(new RaiseRetention(48)))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new Unalterable(NAME, "a policy forbids it")));
    assertThat(store.events()).hasSize(events);
    assertRetention(24);
  }

  @Example
  void aRetentionThatIsForbiddenAtTheLastMomentIsTakenBack() {
    create();
    server.run();
    alter(new RaiseRetention(48));
    topics.allowAtMost(47);
    server.run();

    assertRetention(24);
    assertThat(store.events().getLast()).isInstanceOf(Abort.class);
  }

  @Example
  void whatIsNotTheTopicsBusinessIsNotAskedOfKafka() {
    create();
    server.run();
    int calls = weather.calls();
    alter(new LimitRecords(4096));
    server.run();

    assertThat(weather.calls() - calls).isEqualTo(2); // the proposal and the commit
    assertThat(store.current().find(NAME).orElseThrow().settings().maxRecordKiB()).isEqualTo(4096);
  }

  @Example
  void aTopicThatCouldComeBackIsDeletedWhenAllProducersHaveForgottenIt() {
    topics.makeThemComeBack();
    store.drainedAfter(3);
    create();
    server.run();
    delete();
    server.run();

    assertGone();
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            Duration.ofMillis(80),
            PendingWork.FORGETTING);
  }

  @Example
  void producersAreNotWaitedForTwice() {
    topics.makeThemComeBack();
    create();
    server.run();
    delete();
    weather.plan(List.of(Fate.FINE, Fate.LOST, Fate.LOST, Fate.LOST));
    server.run();

    assertGone();
    assertThat(pauses).containsOnlyOnce(PendingWork.FORGETTING);
  }

  @Example
  void theWatchLeavesACreationToTheCallThatIsAtIt() {
    server.work.start();
    topics.beforeNextCreation(
        () -> {
          topics.makeForeign(NAME, SHARDS, true);
          server.run(); // the watch looks several times and finds it pending
          assertThat(store.current().find(NAME).orElseThrow().pendingOp()).isPresent();
        });
    create();
    server.run();

    assertActive();
  }

  @Example
  void aCallLeavesACreationToTheWatchThatIsAtIt() {
    server.work.start();
    store.afterNext(server::run);
    create();
    server.run();

    assertActive();
    assertThat(store.events()).hasSize(2);
  }

  @Example
  void aResumedCreationGivesWayToATopicThatIsInUse() {
    weather.plan(crashAt(2, Fate.LOST));
    create();
    Topic foreign = topics.makeForeign(NAME, SHARDS, false);
    server.run();

    assertAborted(foreign);
  }

  @Example
  void whatKafkaWillNeverDoIsRefused() {
    assertThatThrownBy(
            () -> server.lifecycle.create(NAME, MemoryTopics.MOST_PARTITIONS + 1, SETTINGS))
        .isInstanceOfSatisfying(
            StreamFaultException.class,
            e -> assertThat(e.fault()).isEqualTo(new Impossible(NAME, "too many partitions")));
    server.run();

    assertGone();
  }

  @Example
  void aNewStreamOfTheNameOfADeletedOneHasATopicOfItsOwn() {
    create();
    server.run();
    UUID first = topic().id();
    delete();
    server.run();
    create();
    server.run();

    assertActive();
    assertThat(topic().id()).isNotEqualTo(first);
  }

  @Example
  void afterItsEndItDoesNothingMore() {
    create();
    server.work.close();
    server.run();

    assertThat(server.executor.isShutdown()).isTrue();
    assertThat(store.current().find(NAME).orElseThrow().pendingOp()).isPresent();
  }
}
