// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.Weather.Crash;
import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageEvent.Change;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever is cut short is brought to its end. */
class PendingWorkCrashTest extends PendingWorkWorld {
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
  void anAlterationSurvivesACrashAtEachStep() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < MANY_STEPS; step++) {
        PendingWorkTest world = new PendingWorkTest();
        world.create();
        world.server.run();
        world.survived(crashAt(step, crash), () -> world.alter(new RaiseRetention(48)));
        world.assertRetention(world.prepared(Change.Alter.class) ? 48 : 24);
      }
    }
  }

  @Example
  void aDeletionWinsOverAnAlterationWhateverCrashes() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < MANY_STEPS; step++) {
        PendingWorkTest world = new PendingWorkTest();
        world.create();
        world.server.run();
        world.alter(new RaiseRetention(48));
        world.survived(crashAt(step, crash), world::delete);
        if (world.prepared(Change.Delete.class)) {
          world.assertGone();
        } else {
          world.assertRetention(48);
        }
      }
    }
  }

  @Example
  void anotherReplicaTakesUpAnAlterationThatItsOwnerHasLeft() {
    create();
    server.run();
    Server other = new Server();
    other.work.start();
    alter(new RaiseRetention(48)); // its owner never comes to it
    other.run();

    assertRetention(48);
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
}
