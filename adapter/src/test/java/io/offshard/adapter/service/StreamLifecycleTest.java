// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.StreamFault.IllegalName;
import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFault.LimitExceeded;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Deleting;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLifecycleTest {
  private static final int SHARD_LIMIT = 10;
  private static final int ON_DEMAND_LIMIT = 2;

  private final MemoryLineage store = new MemoryLineage();
  private final LaterExecutor executor = new LaterExecutor();
  private final StreamLifecycle lifecycle =
      new StreamLifecycle(
          store,
          new PendingWork(store, new MemoryTopics(), time -> {}, executor),
          SHARD_LIMIT,
          ON_DEMAND_LIMIT,
          UUID::randomUUID);

  private void create(String name, int shards) {
    create(name, shards, CapacityMode.PROVISIONED);
  }

  private void create(String name, int shards, CapacityMode mode) {
    lifecycle.create(name, shards, new StreamSettings(mode, 24, 1024, Map.of("team", "a")));
  }

  private static StreamFault faultOf(Runnable call) {
    return Assertions.catchThrowableOfType(StreamFaultException.class, call::run).fault();
  }

  @Test
  void aNewStreamHasTheSettingsThatItWasGiven() {
    create("orders", 2);
    executor.runAll();

    Lineage stream = store.current().find("orders").orElseThrow();
    assertThat(stream.shards()).hasSize(2);
    assertThat(stream.settings().tags()).containsEntry("team", "a");
    assertThat(stream.pendingOp()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a_b"})
  void aNameThatKafkaTakesForAnExistingOneIsRefused(String name) {
    create("a.b", 1);

    assertThat(faultOf(() -> create(name, 1))).isEqualTo(new StreamExists(name));
    assertThat(store.current().all()).hasSize(1);
  }

  @Test
  void aTakenNameComesBeforeTheLimit() {
    create("orders", 1);

    assertThat(faultOf(() -> create("orders", SHARD_LIMIT + 1)))
        .isEqualTo(new StreamExists("orders"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "__offshard_lineage", "__consumer_offsets", "__"})
  void namesOfNoTopicOrOfInternalOnesAreRefused(String name) {
    assertThat(faultOf(() -> create(name, 1))).isInstanceOf(IllegalName.class);
    assertThat(store.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "_", "-", "_orders", "a__b"})
  void otherOddNamesAreTaken(String name) {
    create(name, 1);

    assertThat(store.current().find(name)).isPresent();
  }

  @Test
  void aNameAndRoomThatAnotherReplicaHasMadeFreeAreFreeHereToo() {
    UUID op = new UUID(0, 7);
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    store.append(new Prepare(op, new Create("orders", SHARD_LIMIT, settings)));
    store.fallBehind();
    store.append(new Abort(op, "no"));

    create("orders", SHARD_LIMIT);

    assertThat(store.current().find("orders")).isPresent();
  }

  @Test
  void theShardLimitCountsStreamsInTheMaking() {
    create("a", 4);
    create("b", 6);

    assertThat(faultOf(() -> create("c", 1)))
        .isEqualTo(new LimitExceeded(Limit.SHARDS, 10, SHARD_LIMIT, 1));
  }

  @Test
  void theShardLimitDoesNotOverflow() {
    create("a", 4);

    assertThat(faultOf(() -> create("b", Integer.MAX_VALUE)))
        .isEqualTo(new LimitExceeded(Limit.SHARDS, 4, SHARD_LIMIT, Integer.MAX_VALUE));
  }

  @Test
  void onDemandStreamsHaveALimitOfTheirOwn() {
    create("a", SHARD_LIMIT);
    create("b", 4, CapacityMode.ON_DEMAND);
    create("c", 4, CapacityMode.ON_DEMAND);

    assertThat(faultOf(() -> create("d", 4, CapacityMode.ON_DEMAND)))
        .isEqualTo(new LimitExceeded(Limit.ON_DEMAND_STREAMS, 2, ON_DEMAND_LIMIT, 1));
  }

  @Test
  void aDeletedStreamNoLongerCounts() {
    create("a", SHARD_LIMIT);
    executor.runAll();
    lifecycle.delete("a");
    executor.runAll();
    create("b", SHARD_LIMIT);

    assertThat(store.current().find("b")).isPresent();
  }

  @Test
  void deletingTwiceIsNoErrorAndOneDeletion() {
    create("orders", 1);
    executor.runAll();
    lifecycle.delete("orders");
    lifecycle.delete("orders");

    assertThat(store.current().find("orders").orElseThrow().state()).isInstanceOf(Deleting.class);
    assertThat(executor.waiting()).isEqualTo(1);
    assertThat(faultOf(() -> create("orders", 1))).isEqualTo(new StreamExists("orders"));
    executor.runAll();
    assertThat(store.current().all()).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeDeletedAndLeavesNoTraceInTheLog() {
    assertThat(faultOf(() -> lifecycle.delete("orders"))).isEqualTo(new NoSuchStream("orders"));
    assertThat(store.events()).isEmpty();
  }
}
