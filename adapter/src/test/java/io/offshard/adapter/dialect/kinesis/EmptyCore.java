// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.quota.ShardQuotas;
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
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.subscriptions.SubscriptionTimes;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A core without streams, for tests that look at the operation table only. */
public final class EmptyCore {
  private EmptyCore() {}

  /** A new one. */
  public static KinesisCore create() {
    MemoryLineage store = new MemoryLineage();
    PendingWork work =
        new PendingWork(
            store, new MemoryTopics(), new MemoryWriter(), time -> {}, new LaterExecutor());
    StreamLifecycle lifecycle = new StreamLifecycle(store, work, 1, 1, false, UUID::randomUUID);
    return new KinesisCore(
        new Account("000000000000", "us-east-1"),
        new StreamCatalog(store),
        lifecycle,
        new Resharder(store, work, 1, 1, Clock.systemUTC(), UUID::randomUUID),
        new StreamAttachments(store, 20, UUID::randomUUID),
        new StreamCapacity(store, lifecycle, 2, Clock.systemUTC()),
        new RecordReader(
            new MemoryPartition(),
            store,
            new Frontier(),
            ShardQuotas.off(),
            Traffic.uncounted(),
            Clock.systemUTC()),
        new Gate(1, Duration.ZERO),
        new Subscriptions(
            new StreamCatalog(store),
            new RecordReader(
                new MemoryPartition(),
                store,
                new Frontier(),
                ShardQuotas.off(),
                Traffic.uncounted(),
                Clock.systemUTC()),
            place -> {
              throw new AssertionError("nothing is followed");
            },
            key -> Optional.empty(),
            ShardQuotas.off(),
            new SubscriptionTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO),
            1,
            System::nanoTime,
            time -> {}),
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
        new TokenCodec(
            () -> new Keyring(List.of(new SigningKey("test", new byte[32]))), TokenDialect.KINESIS),
        new Meters(),
        Clock.systemUTC(),
        1,
        1,
        1);
  }
}
