// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.StreamTables.Refused;
import io.offshard.adapter.service.StreamTables.Registered;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TableStream;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering tables over a stream of two shards. */
class StreamTablesTest {
  private static final UUID OP = new UUID(0, 1);
  private static final StreamSettings DAY =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition log = new MemoryPartition();
  private final StreamTables tables = new StreamTables(store, log, UUID::randomUUID);

  @BeforeEach
  void create() {
    create("a");
  }

  private void create(String name) {
    store.append(new Prepare(OP, new Create(name, 2, DAY)));
    store.append(new Commit(OP, new Created(UUID.randomUUID())));
  }

  private Lineage stream() {
    return store.current().find("a").orElseThrow();
  }

  /** The one shard goes on in one of the partitions; the other has none. */
  private void merge(long end) {
    store.append(new Prepare(OP, new Reshard("a", new Merge(0, 1))));
    store.append(new Close(OP, 0));
    store.append(new Commit(OP, new Resharded(0, Map.of(0, end, 1, end))));
  }

  private static TableSpec spec(String form, ViewType view) {
    return new TableSpec(
        "orders", new KeySchema("id", null), view, new FormSpec(form, Map.of()), Undecodable.SKIP);
  }

  private TableStream enable(String topic, boolean fromNow) {
    return tables.enable(topic, spec("dynamodb", ViewType.NEW_IMAGE), fromNow);
  }

  @Test
  void aTableBeginsWithAllThatThereIs() {
    log.add(MemoryLineage.BEGIN, "before");
    merge(1);
    TableStream table = enable("a", false);

    assertThat(table.starts()).isEmpty();
    assertThat(stream().shards().all()).hasSize(3).allMatch(table::includes);
    assertThat(tables.all()).containsExactly(new Registered("a", table));
  }

  @Test
  void aTableFromNowOnHasNothingOfBeforeNotEvenWhereNoShardIsOpen() {
    log.add(MemoryLineage.BEGIN, "before");
    merge(1);
    log.add(MemoryLineage.BEGIN, "still before");
    TableStream table = enable("a", true);

    assertThat(stream().shards().all())
        .filteredOn(table::includes)
        .singleElement()
        .satisfies(shard -> assertThat(shard.isOpen()).isTrue())
        .satisfies(shard -> assertThat(table.startIn(shard)).isEqualTo(2));
  }

  @Test
  void aTableThatIsDisabledEndsWhereThePartitionsEnd() {
    log.add(MemoryLineage.BEGIN, "in it");
    enable("a", false);
    tables.disable("orders");
    log.add(MemoryLineage.BEGIN, "behind it");
    TableStream table = tables.all().getFirst().table();

    assertThat(table.isEnabled()).isFalse();
    assertThat(stream().shards().all()).allMatch(shard -> table.endIn(shard) == 1);
    assertThatThrownBy(() -> tables.disable("orders"))
        .isInstanceOf(Refused.class)
        .hasMessage("table orders is not enabled");
  }

  @Test
  void itCanBeEnabledAnewButNotOverAnotherTopicUntilItIsRemoved() {
    create("b");
    enable("a", false);
    assertThatThrownBy(() -> enable("a", false))
        .isInstanceOf(Refused.class)
        .hasMessage("table orders is enabled already");

    tables.disable("orders");
    assertThatThrownBy(() -> enable("b", false))
        .isInstanceOf(Refused.class)
        .hasMessage("table orders has streams of topic a still; remove it before");
    enable("a", false);
    assertThat(tables.all())
        .extracting(each -> each.table().isEnabled())
        .containsExactly(false, true);

    tables.remove("orders");
    enable("b", false);
    assertThat(tables.all()).extracting(Registered::topic).containsExactly("b");
  }

  @Test
  void whatCannotBeServedIsRefusedAndNothingIsWritten() {
    int before = store.events().size();

    assertThatThrownBy(() -> enable("none", false))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("topic none is no stream");
    assertThatThrownBy(() -> tables.enable("a", spec("compacted", ViewType.OLD_IMAGE), false))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("topic a cannot be table orders: a compacted topic does not hold");
    assertThatThrownBy(() -> tables.enable("a", spec("avro", ViewType.NEW_IMAGE), false))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there are dynamodb, debezium, compacted");
    assertThatThrownBy(() -> tables.disable("orders"))
        .isInstanceOf(Refused.class)
        .hasMessage("table orders is not registered");
    assertThatThrownBy(() -> tables.remove("orders"))
        .isInstanceOf(Refused.class)
        .hasMessage("table orders is not registered");
    assertThat(store.events()).hasSize(before);
  }
}
