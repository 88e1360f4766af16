// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** A core without tables, for tests that look at the operation tables only. */
public final class EmptyTables {
  private EmptyTables() {}

  /** A new one. */
  public static DynamoCore create() {
    return core(new MemoryLineage(), new MemoryPartition(), Clock.systemUTC());
  }

  static DynamoCore core(LineageStore store, MemoryPartition log, Clock clock) {
    return core(store, log, clock, WriterSchemas.none(), System::nanoTime);
  }

  /** With a minute for each answer. */
  static DynamoCore core(
      LineageStore store,
      MemoryPartition log,
      Clock clock,
      WriterSchemas schemas,
      LongSupplier nanos) {
    return new DynamoCore(
        new TableArn("us-east-1", "000000000000"),
        new StreamCatalog(store),
        new RecordReader(log, store, new Frontier(), ShardQuotas.off(), Traffic.uncounted(), clock),
        new Gate(1, Duration.ZERO),
        schemas,
        new TokenCodec(
            () -> new Keyring(List.of(new SigningKey("test", new byte[32]))),
            TokenDialect.DYNAMODB_STREAMS),
        new Meters(),
        clock,
        1 << 20,
        Duration.ofMinutes(1),
        nanos);
  }
}
