// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.MemoryTopics.Topic;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotOwned;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.Attachments;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.ShardMetric;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What callers may do with a stream whose topic is somebody else's. */
class NativeLifecycleTest {
  static final List<Alteration> OWNERS =
      List.of(
          new RaiseRetention(48),
          new LowerRetention(1),
          new LimitRecords(2048),
          new Encrypt("key"),
          new Decrypt(),
          new SwitchMode(CapacityMode.ON_DEMAND, null),
          new Warm(8));

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryTopics topics = new MemoryTopics();
  private final LaterExecutor executor = new LaterExecutor();
  private final Topic topic = topics.makeForeign("orders", 1, false);

  private StreamLifecycle lifecycle(boolean altersNative) {
    var _ =
        store.append(
            new Declare(
                new UUID(1, 1),
                new Adoption(
                    "orders", topic.id(), 1, true, new TopicTraits(86_400_000, false, 1_048_588))));
    return new StreamLifecycle(
        store,
        new PendingWork(store, topics, new MemoryWriter(), _ -> {}, executor),
        10,
        0,
        altersNative,
        UUID::randomUUID);
  }

  private static StreamFault faultOf(Runnable call) {
    return Assertions.catchThrowableOfType(StreamFaultException.class, call::run).fault();
  }

  private Lineage stream() {
    return store.current().find("orders").orElseThrow();
  }

  @ParameterizedTest
  @FieldSource("OWNERS")
  void whatIsTheOwnersToDecideIsRefused(Alteration alteration) {
    StreamLifecycle lifecycle = lifecycle(false);
    Lineage before = stream();

    assertThat(faultOf(() -> lifecycle.alter("orders", alteration)))
        .isEqualTo(new NotOwned("orders"));
    assertThat(faultOf(() -> lifecycle.alter("none", alteration)))
        .isEqualTo(new NoSuchStream("none"));
    executor.runAll();
    assertThat(stream()).isEqualTo(before);
    assertThat(topics.all()).containsValue(topic);
  }

  @Test
  void aDeletionIsRefused() {
    StreamLifecycle lifecycle = lifecycle(false);

    assertThat(faultOf(() -> lifecycle.delete("orders", true))).isEqualTo(new NotOwned("orders"));
    assertThat(faultOf(() -> lifecycle.delete("none", true))).isEqualTo(new NoSuchStream("none"));
    executor.runAll();
    assertThat(topics.all()).containsKey("orders");
  }

  @Test
  void tagsAndMetricsAreTheUsers() {
    StreamLifecycle lifecycle = lifecycle(false);
    lifecycle.tag("orders", Map.of("team", "a"), Set.of());
    var _ = lifecycle.alter("orders", new AddMetrics(Set.of(ShardMetric.INCOMING_BYTES)));
    executor.runAll();

    assertThat(stream().settings().tags()).containsEntry("team", "a");
    assertThat(stream().settings().metrics()).containsExactly(ShardMetric.INCOMING_BYTES);
  }

  @Test
  void whereItIsAllowedTheTopicIsAltered() {
    StreamLifecycle lifecycle = lifecycle(true);
    Stream.of(new RaiseRetention(48), new LimitRecords(2048), new Encrypt("key"))
        .forEach(
            alteration -> {
              var _ = lifecycle.alter("orders", alteration);
              executor.runAll();
            });

    Topic altered = Objects.requireNonNull(topics.all().get("orders"));
    assertThat(altered.retentionHours()).isEqualTo(48);
    assertThat(altered.maxRecordKiB()).isEqualTo(2048);
    assertThat(stream().settings().retentionHours()).isEqualTo(48);
    assertThat(stream().settings().maxRecordKiB()).isEqualTo(2048);
    assertThat(stream().settings().encryptionKey()).isEqualTo("key");
  }

  @Test
  void itsModeIsOnDemandForEver() {
    StreamLifecycle lifecycle = lifecycle(true);
    StreamCapacity capacity = new StreamCapacity(store, lifecycle, 2, Clock.systemUTC());

    assertThat(faultOf(() -> capacity.switchMode("orders", CapacityMode.PROVISIONED, null)))
        .isInstanceOf(StreamFault.Unalterable.class);
    capacity.switchMode("orders", CapacityMode.ON_DEMAND, null);
    executor.runAll();
    assertThat(stream().settings().mode()).isEqualTo(CapacityMode.ON_DEMAND);
  }

  @Test
  void itsModeIsTheOwners() {
    StreamCapacity capacity = new StreamCapacity(store, lifecycle(false), 2, Clock.systemUTC());

    for (CapacityMode mode : CapacityMode.values()) {
      assertThat(faultOf(() -> capacity.switchMode("orders", mode, null)))
          .isEqualTo(new NotOwned("orders"));
    }
    assertThat(faultOf(() -> capacity.warm("orders", 8))).isEqualTo(new NotOwned("orders"));
  }

  @Test
  void itHasConsumersAndPoliciesLikeAnyOther() {
    var _ = lifecycle(false);
    StreamAttachments attachments = new StreamAttachments(store, 1, UUID::randomUUID);
    ConsumerId app = attachments.register("orders", "app", Map.of()).id();
    attachments.allow("orders", "{}");
    attachments.allow("orders", app, "{}");

    assertThat(stream().attached())
        .isEqualTo(
            new Attachments(
                List.of(new StreamConsumer(app, Map.of(), "{}")), "{}", Attachments.NONE.tables()));
    attachments.deregister("orders", app);
    assertThat(stream().attached().consumers()).isEmpty();
  }

  @Test
  void whereItIsAllowedTheTopicIsDeletedAndItsNameRemembered() {
    lifecycle(true).delete("orders", true);
    executor.runAll();

    assertThat(topics.all()).isEmpty();
    assertThat(store.current().find("orders")).isEmpty();
    assertThat(store.current().wasDeleted("orders")).isTrue();
  }

  @Test
  void itUsesUpNoneOfTheLimits() {
    var _ = lifecycle(false);

    assertThat(new StreamCatalog(store).usage()).isEqualTo(new StreamCatalog.Usage(0, 0));
  }
}
