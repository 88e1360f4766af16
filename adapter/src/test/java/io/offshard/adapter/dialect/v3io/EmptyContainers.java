// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.MemoryWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamContents;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.items.MemoryItems;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.LocationCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The functions over a core without streams, for tests of what comes before these. */
public final class EmptyContainers {
  /** One, which has a number too. */
  public static final Containers ALL =
      new Containers(List.of(new Container("users", "users.", OptionalInt.of(7))));

  private EmptyContainers() {}

  /** A new table. */
  public static OperationTable create() {
    MemoryLineage store = new MemoryLineage();
    MemoryTopics topics = new MemoryTopics();
    PendingWork work =
        new PendingWork(store, topics, new MemoryWriter(), time -> {}, new LaterExecutor());
    Clock clock = Clock.systemUTC();
    StreamLifecycle lifecycle = new StreamLifecycle(store, work, 1, 1, false, UUID::randomUUID);
    RecordReader reader =
        new RecordReader(
            new MemoryPartition(),
            store,
            new Frontier(),
            ShardQuotas.off(),
            Traffic.uncounted(),
            clock);
    return V3ioTable.create(
        new V3ioCore(
            ALL,
            new StreamCatalog(store),
            lifecycle,
            new Resharder(store, work, 1, 1, clock, UUID::randomUUID),
            new EndlessShards(reader, clock),
            new RecordedEnds(reader),
            new Gate(1, Duration.ofSeconds(1)),
            new RecordWriter(
                new MemoryWriter(),
                store,
                new Frontier(),
                new LoadMeter(),
                ShardQuotas.off(),
                Traffic.uncounted(),
                KeyPlacement.MURMUR2,
                Duration.ofSeconds(1),
                false),
            new LocationCodec(() -> new Keyring(List.of(new SigningKey("test", new byte[32])))),
            new StreamContents(topics, lifecycle),
            new MemoryItems(),
            Optional.empty(),
            new Meters(),
            1,
            Duration.ofMillis(1)));
  }
}
