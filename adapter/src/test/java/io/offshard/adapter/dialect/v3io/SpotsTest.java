// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.MemoryWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.v3io.ResourcePath;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpotsTest {
  private final MemoryLineage store = new MemoryLineage();
  private final LaterExecutor executor = new LaterExecutor();
  private final StreamLifecycle streams =
      new StreamLifecycle(
          store,
          new PendingWork(store, new MemoryTopics(), new MemoryWriter(), time -> {}, executor),
          10,
          1,
          false,
          UUID::randomUUID);
  private final Spots spots = new Spots(EmptyContainers.ALL, new StreamCatalog(store));

  private Spot spot(String path) {
    return spots.of(ResourcePath.of(path));
  }

  private void assertUnderWay(String path) {
    assertThatThrownBy(() -> spot(path))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
  }

  @Test
  void whatIsBelowAStreamBelongsToItAsLongAsItIsInUse() {
    assertThat(spot("/users/a/state").stream()).isNull();
    streams.create("users.a", 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    assertUnderWay("/users/a/state");

    executor.runAll();
    assertThat(spot("/users/a/state").stream()).isNotNull();
    assertThat(spot("/users/b/state").stream()).isNull();

    streams.delete("users.a", false);
    assertUnderWay("/users/a/state");
    assertUnderWay("/users/a/0");
  }
}
