// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Resharding;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.Verdict;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;

/** The making of other shards, whatever is in its way. */
class ReshardWorkTest extends PendingWorkWorld {
  private static final int ENOUGH_STEPS = 22;

  private void propose(Resharding what) {
    Verdict verdict = store.append(new Prepare(nextOp(), new Reshard(NAME, what)));
    assertThat(verdict).isEqualTo(Verdict.ACCEPTED);
  }

  private Lineage stream() {
    return store.current().find(NAME).orElseThrow();
  }

  private void createdAndProposed(Resharding what) {
    create();
    server.run();
    propose(what);
  }

  private void goOn() {
    server.work.reshard(stream().pendingOp().orElseThrow(), NAME);
    server.run();
  }

  private void assertShards(int open) {
    assertThat(stream().state()).isInstanceOf(Active.class);
    assertThat(stream().shards().open()).hasSize(open);
    for (Shard shard : stream().shards().all()) {
      assertThat(shard.isOpen()).isEqualTo(stream().shards().childrenOf(shard).isEmpty());
    }
  }

  @Example
  void shardsEndAtTheirSeals() {
    createdAndProposed(new Merge(0, 1));
    goOn();

    assertShards(2);
    assertThat(writer.seals()).containsExactly(Map.of(0, 0, 1, 1));
    assertThat(stream().shards().all())
        .extracting(Shard::endOffset)
        .containsExactlyInAnyOrder(100L, 101L, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Example
  void newPartitionsAreThereAndEveryReplicaHasAnsweredBeforeShardsClose() {
    createdAndProposed(new Scale(6));
    topics.leadersComeAfter(2);
    store.afterNext(() -> assertThat(topic().partitions()).isEqualTo(6));
    goOn();

    assertShards(6);
    assertThat(store.pings()).isOne();
    assertThat(pauses).hasSize(2);
  }

  @Example
  void nothingIsSealedBeforeEveryReplicaKnows() {
    createdAndProposed(new Scale(6));
    store.afterNext(() -> store.drainedAfter(3)); // the next event is the CLOSE
    goOn();

    assertShards(6);
    assertThat(pauses).hasSize(3);
  }

  @Example
  void aSealThatNobodyKnowsOfIsWrittenOnceMore() {
    createdAndProposed(new Scale(6));
    writer.loseSeals(1);
    goOn();

    assertShards(6);
    assertThat(writer.seals()).hasSize(2);
  }

  @Example
  void asManyPartitionsAsKafkaWillNotHaveLeaveTheShardsAsTheyAre() {
    createdAndProposed(new Scale(6));
    topics.allowPartitions(5);
    goOn();

    assertThat(store.events().getLast()).isInstanceOf(Abort.class);
    assertThat(store.events()).noneMatch(Close.class::isInstance);
    assertShards(SHARDS);
  }

  @Example
  void aTopicThatIsGoneIsNotResharded() {
    createdAndProposed(new Merge(0, 1));
    topics.delete(NAME, topic().id());
    goOn();

    assertThat(store.events().getLast()).isInstanceOf(Abort.class);
  }

  @Example
  void aPlanOfSeveralStepsSurvivesACrashAtEach() {
    for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
      for (int step = 0; step < ENOUGH_STEPS; step++) {
        ReshardWorkTest world = new ReshardWorkTest();
        world.createdAndProposed(new Scale(4));
        world.survived(crashAt(step, crash), world::goOn);
        world.assertShards(4);
        assertThat(world.stream().shards().all()).hasSize(3 + 6 + 2);
      }
    }
  }

  @Example
  void aPlanGoesOnWhenKafkaComesBack() {
    for (Fate fate : List.of(Fate.LOST, Fate.UNANSWERED)) {
      for (int step = 0; step < ENOUGH_STEPS; step++) {
        ReshardWorkTest world = new ReshardWorkTest();
        world.createdAndProposed(new Scale(4));
        world.weather.plan(crashAt(step, fate));
        world.goOn();
        world.assertShards(4);
      }
    }
  }

  @Example
  void twoReplicasMayWorkOnTheSamePlan() {
    createdAndProposed(new Scale(4));
    Server other = new Server();
    store.afterNext(other::startAndRun); // it comes to its end while the first one is in the middle
    goOn();

    assertShards(4);
    assertThat(stream().shards().all()).hasSize(3 + 6 + 2);
  }

  @Example
  void anotherReplicaSoonTakesUpWhatItsOwnerHasLeft() {
    Server other = new Server();
    other.work.start();
    createdAndProposed(new Scale(4));
    other.run();

    assertShards(4);
  }
}
