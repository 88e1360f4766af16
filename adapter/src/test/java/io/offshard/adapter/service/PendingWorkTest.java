// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.offshard.adapter.service.MemoryTopics.Topic;
import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.Weather.Crash;
import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * A process is a PendingWork; the lineage log and the topics outlive it. Everything runs on the
 * test's own thread, so that it can die at any call.
 */
class PendingWorkTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final String NAME = "orders";
  private static final int SHARDS = 3;
  private static final int MANY_STEPS = 9;

  private final Weather weather = new Weather();
  private final MemoryLineage store = new MemoryLineage(weather);
  private final MemoryTopics topics = new MemoryTopics(weather);
  private final List<Duration> pauses = new ArrayList<>();
  private Server server = new Server();
  private long ops;

  /** One life of the server. */
  private final class Server {
    private final LaterExecutor executor = new LaterExecutor();
    private int rounds;
    private final PendingWork work = new PendingWork(store, topics, this::pause, executor);
    private final StreamLifecycle lifecycle =
        new StreamLifecycle(store, work, 1000, 10, PendingWorkTest.this::nextOp);

    /** Looks for what is left a few times only, so that the test comes to its end. */
    private void pause(Duration time) throws InterruptedException {
      if (time.compareTo(Duration.ofSeconds(30)) >= 0) {
        if (++rounds > 3) {
          throw new InterruptedException();
        }
      } else {
        pauses.add(time);
        if (pauses.size() > 100) {
          fail("it never ends");
        }
      }
    }

    private void run() {
      executor.runAll();
    }

    private void startAndRun() {
      work.start();
      run();
    }
  }

  private UUID nextOp() {
    return new UUID(1, ++ops);
  }

  private void create() {
    server.lifecycle.create(NAME, SHARDS, SETTINGS);
  }

  private void delete() {
    server.lifecycle.delete(NAME);
  }

  /** The process dies while it does that, or has done it; another one follows in fine weather. */
  private void survived(List<Fate> fates, Runnable action) {
    weather.plan(fates);
    try {
      action.run();
      server.run();
    } catch (Crash | StreamFaultException e) {
      // The caller knows nothing; what counts is what the next process makes of it.
    }
    weather.plan(List.of());
    server = new Server();
    server.startAndRun();
  }

  private static List<Fate> crashAt(int step, Fate crash) {
    List<Fate> fates = new ArrayList<>(Collections.nCopies(step, Fate.FINE));
    fates.add(crash);
    return fates;
  }

  private Topic topic() {
    assertThat(topics.all()).containsOnlyKeys(NAME);
    return Objects.requireNonNull(topics.all().get(NAME));
  }

  private void assertActive() {
    Topic topic = topic();
    assertThat(topic.partitions()).isEqualTo(SHARDS);
    assertThat(store.current().find(NAME).orElseThrow().state())
        .isInstanceOfSatisfying(
            Active.class,
            active -> {
              assertThat(active.topicId()).isEqualTo(topic.id());
              assertThat(active.shards()).hasSize(SHARDS);
            });
  }

  private void assertGone() {
    assertThat(store.current().all()).isEmpty();
    assertThat(topics.all()).isEmpty();
  }

  private boolean prepared(Class<? extends Change> change) {
    return store.events().stream()
        .anyMatch(event -> event instanceof Prepare p && change.isInstance(p.change()));
  }

  @Example
  void aStreamBecomesActiveOnceItsPartitionsHaveLeaders() {
    topics.leadersComeAfter(4);
    create();
    server.run();

    assertActive();
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            Duration.ofMillis(80),
            Duration.ofMillis(160));
  }

  @Example
  void aStreamIsGoneOnceItsTopicIs() {
    create();
    server.run();
    delete();
    assertThat(topics.all()).isNotEmpty();
    server.run();

    assertGone();
  }

  @Example
  void aCreationSurvivesACrashAtEachStep() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < MANY_STEPS; step++) {
        PendingWorkTest world = new PendingWorkTest();
        world.survived(crashAt(step, crash), world::create);
        if (world.prepared(Change.Create.class)) {
          world.assertActive();
        } else {
          world.assertGone();
        }
      }
    }
  }

  @Example
  void aDeletionSurvivesACrashAtEachStep() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < MANY_STEPS; step++) {
        PendingWorkTest world = new PendingWorkTest();
        world.create();
        world.server.run();
        world.survived(crashAt(step, crash), world::delete);
        if (world.prepared(Change.Delete.class)) {
          world.assertGone();
        } else {
          world.assertActive();
        }
      }
    }
  }

  @Example
  void aDeletionOfAStreamThatIsStillCreatedLeavesNothingBehindWhateverCrashes() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < MANY_STEPS; step++) {
        PendingWorkTest world = new PendingWorkTest();
        world.create();
        world.survived(crashAt(step, crash), world::delete);
        if (world.prepared(Change.Delete.class)) {
          world.assertGone();
        } else {
          world.assertActive();
        }
      }
    }
  }

  @Example
  void aStreamDeletedBeforeItsTopicIsMadeHasNone() {
    weather.plan(crashAt(2, Fate.LOST)); // the topic's creation is put off
    create();
    delete();
    server.run();

    assertGone();
  }

  @Property(tries = 500)
  void lifeGoesOnWhenKafkaComesBack(
      @ForAll @Size(max = 12) List<Fate> fates, @ForAll boolean deleted) {
    PendingWorkTest world = new PendingWorkTest();
    world.survived(
        fates,
        () -> {
          world.create();
          if (deleted) {
            world.delete();
          }
        });
    if (world.prepared(Change.Delete.class) || !world.prepared(Change.Create.class)) {
      world.assertGone();
    } else {
      world.assertActive();
    }
  }

  @Example
  void aCreationWhoseProposalWentUnansweredIsTakenUpByTheSameProcess() {
    server.work.start();
    weather.plan(crashAt(1, Fate.UNANSWERED));
    assertThatThrownBy(this::create).isInstanceOf(StreamFaultException.class);
    server.run();

    assertActive();
  }

  @Example
  void anotherReplicaTakesUpWhatItsOwnerHasLeft() {
    Server other = new Server();
    other.work.start();
    weather.plan(crashAt(2, Fate.CRASH_BEFORE));
    assertThatThrownBy(this::create).isInstanceOf(Crash.class);
    other.run();

    assertActive();
  }

  @Example
  void twoReplicasMayFinishTheSameCreation() {
    create();
    Server other = new Server();
    other.startAndRun();
    server.run();

    assertActive();
  }

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
