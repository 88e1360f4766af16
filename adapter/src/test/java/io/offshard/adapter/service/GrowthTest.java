// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.MemoryTopics.Topic;
import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;

/** The owner of an adopted topic of two partitions adds a third one. */
class GrowthTest extends PendingWorkWorld {
  private static final UUID OP = new UUID(7, 7);
  private final Topic topic = topics.makeForeign(NAME, 2, false);

  private void adoptAndPrepare() {
    store.append(
        new Declare(
            nextOp(), new Adoption(NAME, topic.id(), 2, true, new TopicTraits(-1, false, 1000))));
    store.append(new Prepare(OP, new Grow(NAME, topic.id(), 3)));
    topics.endAt(NAME, List.of(10L, 20L, 4L));
  }

  private Lineage stream() {
    return store.current().find(NAME).orElseThrow();
  }

  private void grow() {
    server.work.grow(OP, NAME);
    server.run();
  }

  private void assertGrown(long end) {
    assertThat(stream().state()).isInstanceOf(Active.class);
    assertThat(stream().shards().all())
        .extracting(Shard::endOffset)
        .startsWith(end, Long.MAX_VALUE);
    assertThat(stream().shards().open())
        .extracting(Shard::partition)
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Example
  void theParentEndsWhereItsPartitionDoes() {
    adoptAndPrepare();
    grow();

    assertGrown(10);
  }

  @Example
  void itEndsNoEarlierThanAnyReplicaHasAcknowledgedOrServed() {
    adoptAndPrepare();
    store.reach(Map.of(0, 12L, 1, 99L));
    grow();

    assertGrown(12);
  }

  @Example
  void itWaitsUntilNoReplicaWritesAndEveryPartitionTakesRecords() {
    adoptAndPrepare();
    store.drainedAfter(2);
    topics.leadersComeAfter(2);
    grow();

    assertGrown(10);
    assertThat(pauses).hasSize(4);
  }

  @Example
  void aTopicThatIsGoneMeanwhileDoesNotGrow() {
    adoptAndPrepare();
    topics.delete(NAME, topic.id());
    grow();

    assertThat(store.events().getLast()).isInstanceOf(Abort.class);
    assertThat(stream().shards().open()).hasSize(2);
  }

  @Example
  void aGrowthSurvivesACrashAtEachStep() {
    for (int step = 0; step < MANY_STEPS; step++) {
      for (Fate crash : List.of(Fate.CRASH_BEFORE, Fate.CRASH_AFTER)) {
        GrowthTest world = new GrowthTest();
        world.adoptAndPrepare();
        world.survived(crashAt(step, crash), world::grow);
        world.assertGrown(10);
      }
    }
  }

  @Example
  void anotherReplicaTakesUpWhatItsOwnerHasLeftSoonerThanOtherWork() {
    Server other = new Server();
    other.work.start();
    adoptAndPrepare();
    assertThat(stream().state()).isInstanceOf(Growing.class);
    other.run();

    assertGrown(10);
  }
}
