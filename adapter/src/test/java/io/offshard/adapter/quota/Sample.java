// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Attachments;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Streams with two shards for the tests. */
final class Sample {
  static final Shard FIRST = shard(0);
  static final Shard SECOND = shard(1);

  private Sample() {}

  static Lineage stream(String name) {
    return new Lineage(
        name,
        Managed.fresh(),
        new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()),
        Attachments.NONE,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        new Active(new UUID(0, name.hashCode()), new Shards(List.of(FIRST, SECOND))));
  }

  private static Shard shard(int index) {
    return Shard.first(index, index, EvenSplit.of(2).get(index), 0, Instant.EPOCH);
  }
}
