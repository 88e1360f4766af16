// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.StreamFault.IllegalName;
import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFault.LimitExceeded;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.StreamFault.TooManyTags;
import io.offshard.adapter.service.StreamFault.WrongDirection;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.BillingCommitment;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Updating;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
          new PendingWork(store, new MemoryTopics(), new MemoryWriter(), time -> {}, executor),
          SHARD_LIMIT,
          ON_DEMAND_LIMIT,
          false,
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
    assertThat(stream.shards().open()).hasSize(2);
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
  void anAlterationTellsTheOldSettingsAndHoldsSomeTimeLater() {
    create("orders", 1);
    executor.runAll();

    assertThat(lifecycle.alter("orders", new RaiseRetention(48)).retentionHours()).isEqualTo(24);
    assertThat(stream("orders").state()).isInstanceOf(Updating.class);
    executor.runAll();
    assertThat(stream("orders").state()).isInstanceOf(Active.class);
    assertThat(stream("orders").settings().retentionHours()).isEqualTo(48);
  }

  @Test
  void whatChangesNothingIsNoErrorAndNotLogged() {
    create("orders", 1);
    executor.runAll();
    int events = store.events().size();
    var _ = lifecycle.alter("orders", new RaiseRetention(24));
    lifecycle.tag("orders", Map.of("team", "a"), Set.of("x"));
    var _ = lifecycle.commit(false);

    assertThat(store.events()).hasSize(events);
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void whatIsRefusedIsNotLogged() {
    create("orders", 1);
    assertThat(faultOf(() -> lifecycle.alter("orders", new RaiseRetention(48))))
        .isEqualTo(new NotActive("orders", stream("orders").state()));
    executor.runAll();
    int events = store.events().size();

    assertThat(faultOf(() -> lifecycle.alter("orders", new LowerRetention(48))))
        .isEqualTo(new WrongDirection("orders", 48, 24));
    assertThat(faultOf(() -> lifecycle.alter("none", new Decrypt())))
        .isEqualTo(new NoSuchStream("none"));
    assertThat(faultOf(() -> lifecycle.tag("none", Map.of("k", "v"), Set.of())))
        .isEqualTo(new NoSuchStream("none"));
    assertThat(faultOf(() -> lifecycle.tag("orders", tags(50), Set.of())))
        .isEqualTo(new TooManyTags("orders"));
    assertThat(store.events()).hasSize(events);
  }

  @Test
  void whatIsDecidedMeanwhileCounts() {
    create("orders", 1);
    executor.runAll();
    store.beforeNext(() -> lifecycle.alter("orders", new Encrypt("k")));
    assertThat(faultOf(() -> lifecycle.alter("orders", new RaiseRetention(48))))
        .isInstanceOf(NotActive.class);
    store.beforeNext(() -> lifecycle.tag("orders", tags(30), Set.of()));
    lifecycle.tag("orders", Map.of("a", "", "b", ""), tags(30).keySet());
    assertThat(stream("orders").settings().tags()).containsOnlyKeys("team", "a", "b");
    store.beforeNext(() -> lifecycle.tag("orders", tags(47), Set.of()));
    assertThat(faultOf(() -> lifecycle.tag("orders", Map.of("c", ""), Set.of())))
        .isEqualTo(new TooManyTags("orders"));
  }

  @Test
  void whatWasInTheWayForAMomentOnlyIsNoRefusal() {
    create("orders", 1);
    executor.runAll();
    store.beforeNext(() -> lifecycle.alter("orders", new Encrypt("k")));
    store.afterNext(executor::runAll);
    // Otherwise it would be told that the stream is not ACTIVE, instead in state ACTIVE.
    var _ = lifecycle.alter("orders", new RaiseRetention(48));
    executor.runAll();
    assertThat(stream("orders").settings().encryptionKey()).isEqualTo("k");
    assertThat(stream("orders").settings().retentionHours()).isEqualTo(48);
  }

  @Test
  void theCommitmentIsToldAsItWasDecided() {
    assertThat(lifecycle.commit(true)).contains(new BillingCommitment(MemoryLineage.BEGIN, null));
    assertThat(lifecycle.commit(false).orElseThrow().endsAt())
        .isEqualTo(MemoryLineage.BEGIN.plus(Duration.ofDays(1)));
  }

  private Lineage stream(String name) {
    return store.current().find(name).orElseThrow();
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> ""));
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
