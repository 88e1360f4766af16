// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamCatalogTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());

  private final MemoryLineage store = new MemoryLineage();
  private final StreamCatalog catalog = new StreamCatalog(store);

  @Test
  void aReplicaThatHasSleptGivesNoPlaceInAStreamThatWasMadeAnew() {
    UUID first = create(1);
    assertThat(topicOf(catalog.locate("orders", 0))).isEqualTo(first);

    store.fallBehind();
    UUID end = new UUID(9, 9);
    store.append(new Prepare(end, new Delete("orders")));
    store.append(new Commit(end, new Deleted()));
    UUID second = create(2);

    assertThat(topicOf(catalog.locate("orders", 0))).isEqualTo(second);
  }

  private UUID create(int number) {
    UUID op = new UUID(number, 0);
    UUID topicId = new UUID(number, 1);
    store.append(new Prepare(op, new Create("orders", 1, SETTINGS)));
    store.append(new Commit(op, new Created(topicId)));
    return topicId;
  }

  private static UUID topicOf(StreamCatalog.Located located) {
    return located.stream().topicId().orElseThrow();
  }
}
