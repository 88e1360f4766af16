// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Items end with their streams, and never before. */
class AbandonedItemsTest {
  private static final UUID FIRST = new UUID(9, 1);
  private static final UUID SECOND = new UUID(9, 2);

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryItems items = new MemoryItems();
  private final AbandonedItems sweeper =
      new AbandonedItems(items, store, time -> {}, new LaterExecutor());
  private long ops;

  private void create(String name, UUID topic) {
    StreamSettings day = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Create(name, 1, day)));
    store.append(new Commit(op, new Created(topic)));
  }

  private UUID beginToDelete(String name) {
    UUID op = new UUID(0, ++ops);
    store.append(new Prepare(op, new Delete(name)));
    return op;
  }

  private void delete(String name) {
    store.append(new Commit(beginToDelete(name), new Deleted()));
  }

  private void write(String table) {
    items.update(new ItemKey(table, "state"), item -> new Decision.Write(new TreeMap<>()));
  }

  @Test
  void theyGoOnceTheStreamIsGone() throws InterruptedException {
    create("a", FIRST);
    write(FIRST.toString());
    sweeper.look();
    assertThat(items.tables()).containsExactly(FIRST.toString());

    UUID op = beginToDelete("a");
    sweeper.look();
    assertThat(items.tables()).as("its topic is still there").isNotEmpty();

    store.append(new Commit(op, new Deleted()));
    sweeper.look();
    assertThat(items.tables()).isEmpty();
    sweeper.look();
    assertThat(items.drops()).isEqualTo(1);
  }

  @Test
  void thoseOfANewStreamOfTheNameStay() throws InterruptedException {
    create("a", FIRST);
    write(FIRST.toString());
    delete("a");
    create("a", SECOND);
    write(SECOND.toString());

    sweeper.look();

    assertThat(items.tables()).containsExactly(SECOND.toString());
  }

  @Test
  void aReplicaThatHasNotHeardOfTheStreamYetDropsNothing() throws InterruptedException {
    create("a", FIRST);
    store.fallBehind();
    create("b", SECOND);
    write(SECOND.toString());

    sweeper.look();

    assertThat(items.tables()).containsExactly(SECOND.toString());
  }

  @Test
  void theLogIsAskedOnlyWhereSomethingSeemsToBeLeft() throws InterruptedException {
    create("a", FIRST);
    write(FIRST.toString());
    write("v3io.users");
    sweeper.look();
    assertThat(store.settledCount()).isZero();

    delete("a");
    sweeper.look();
    assertThat(store.settledCount()).isEqualTo(1);
    assertThat(items.tables()).as("a container has no stream").containsExactly("v3io.users");
  }
}
