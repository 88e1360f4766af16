// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.MemoryWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    return new KinesisCore(
        new Account("000000000000", "us-east-1"),
        new StreamCatalog(store),
        new StreamLifecycle(store, work, 1, 1, false, UUID::randomUUID),
        new Resharder(store, work, 1, 1, Clock.systemUTC(), UUID::randomUUID),
        new RecordReader(new MemoryPartition(), store, new Frontier(), Clock.systemUTC()),
        new Gate(1, Duration.ZERO),
        new RecordWriter(
            new MemoryWriter(),
            store,
            new Frontier(),
            KeyPlacement.MURMUR2,
            Duration.ofSeconds(1),
            false),
        new TokenCodec(
            new Keyring(List.of(new SigningKey("test", new byte[32]))), TokenDialect.KINESIS),
        new Meters(),
        Clock.systemUTC(),
        1,
        1,
        1);
  }
}
