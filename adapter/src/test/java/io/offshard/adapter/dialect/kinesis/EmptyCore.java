// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.Topics;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A core that knows no streams and whose Kafka does not answer. */
final class EmptyCore {
  private EmptyCore() {}

  static KinesisCore create() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    LineageStore store = new NoStreams();
    PendingWork work = new PendingWork(store, new NoTopics(), time -> {});
    PartitionWriter writer =
        records -> {
          throw unavailable();
        };
    Keyring keys = new Keyring(List.of(new SigningKey("test", new byte[32])));
    return new KinesisCore(
        new Account("000000000000", "us-east-1"),
        new StreamCatalog(store),
        new StreamLifecycle(store, work, 1_000, 50, UUID::randomUUID),
        new RecordReader(new NoRecords(), clock),
        new RecordWriter(writer),
        new TokenCodec(keys, TokenDialect.KINESIS),
        new Meters(),
        clock,
        1 << 20,
        1_000,
        50);
  }

  private static StreamFaultException unavailable() {
    return new StreamFaultException(new Unavailable("there is no Kafka"));
  }

  private static final class NoStreams implements LineageStore {
    @Override
    public Lineages current() {
      return Lineages.EMPTY;
    }

    @Override
    public Lineages.Step append(LineageEvent event) {
      throw unavailable();
    }
  }

  private static final class NoTopics implements Topics {
    @Override
    public Creation create(String topic, int partitions, StreamSettings settings) {
      throw unavailable();
    }

    @Override
    public Optional<UUID> findUnused(String topic, int partitions) {
      throw unavailable();
    }

    @Override
    public boolean writable(String topic, int partitions) {
      throw unavailable();
    }

    @Override
    public void delete(String topic, UUID topicId) {
      throw unavailable();
    }
  }

  private static final class NoRecords implements PartitionReader {
    @Override
    public Batch read(Place place, long offset, int maxRecords, int maxBytes) {
      throw unavailable();
    }

    @Override
    public long end(Place place) {
      throw unavailable();
    }

    @Override
    public OptionalLong offsetAt(Place place, Instant instant) {
      throw unavailable();
    }
  }
}
