// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.kinesis.Descriptions;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.yandex.WriteQuota;
import io.offshard.mapping.yandex.YandexFault;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operations share that change streams: the service answers when a change is complete, and
 * so do they if it is soon.
 */
final class StreamChanges {
  private static final int LEAST_HOURS = 1;
  private static final int MOST_HOURS = 24;

  private final StreamCatalog catalog;
  private final StreamLifecycle streams;
  private final Resharder resharder;
  private final StreamCapacity capacity;
  private final Duration patience;

  StreamChanges(YandexCore core) {
    this.catalog = core.kinesis().catalog();
    this.streams = core.kinesis().lifecycle();
    this.resharder = core.kinesis().resharder();
    this.capacity = core.kinesis().capacity();
    this.patience = core.patience();
  }

  void create(String name, int shards, StreamSettings settings) {
    streams.create(name, shards, settings);
    await(name);
  }

  void delete(String name, boolean onlyUnconsumed) {
    streams.delete(name, onlyUnconsumed);
    await(name);
  }

  /**
   * Gives a stream more shards; as many as it has is no change.
   *
   * @param refused the type of the error for fewer
   */
  void grow(Lineage stream, int shards, YandexFault.Type refused) {
    int before = EndlessShards.count(stream);
    if (shards < before) {
      throw YandexFaults.refuse(YandexFault.fewerShards(refused, before, shards));
    }
    if (shards > before) {
      resharder.spread(stream.name(), shards);
      await(stream.name());
    }
  }

  void retain(Lineage stream, int hours) {
    Alteration alteration =
        hours > stream.settings().retentionHours()
            ? new Alteration.RaiseRetention(hours)
            : new Alteration.LowerRetention(hours);
    var _ = streams.alter(stream.name(), alteration);
    await(stream.name());
  }

  void limitWrites(String name, int kib) {
    streams.tag(name, WriteQuota.tags(kib), Set.of());
  }

  void switchMode(String name, StreamMode mode) {
    capacity.switchMode(name, Descriptions.mode(mode), null);
    await(name);
  }

  /** A change that takes longer goes on, and the stream's status tells of it. */
  private void await(String name) {
    try {
      var _ = catalog.settled(name, patience);
    } catch (StreamFaultException e) {
      if (!(e.fault() instanceof StreamFault.Unavailable)) {
        throw e;
      }
    }
  }

  static void requireRetention(@Nullable Integer hours, @Nullable Integer storageMegabytes) {
    if (storageMegabytes != null && storageMegabytes != 0) {
      throw YandexFaults.refuse(
          YandexFault.unsupportedMember(
              "RetentionStorageMegabytes", "records are kept for a time"));
    }
    if (hours != null && (hours < LEAST_HOURS || hours > MOST_HOURS)) {
      throw YandexFaults.refuse(YandexFault.retentionOutOfBounds(hours, 0));
    }
  }

  static void requireQuota(@Nullable Integer kib) {
    if (kib != null && !WriteQuota.isKnown(kib)) {
      throw YandexFaults.refuse(YandexFault.unknownQuota(kib));
    }
  }
}
