// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.IllegalName;
import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFault.LimitExceeded;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.Verdict;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Creates and deletes streams: proposes the change in the lineage log and, if it holds there, has
 * the {@link PendingWork} carry it out while the caller goes on. Thread-safe.
 */
public final class StreamLifecycle {
  private final LineageStore store;
  private final PendingWork work;
  private final int shardLimit;
  private final int onDemandLimit;
  private final Supplier<UUID> ids;

  /**
   * A lifecycle.
   *
   * @param shardLimit how many shards all provisioned streams may have
   * @param onDemandLimit how many on-demand streams there may be
   * @param ids gives a new random id for each operation
   */
  public StreamLifecycle(
      LineageStore store, PendingWork work, int shardLimit, int onDemandLimit, Supplier<UUID> ids) {
    this.store = store;
    this.work = work;
    this.shardLimit = shardLimit;
    this.onDemandLimit = onDemandLimit;
    this.ids = ids;
  }

  /**
   * Creates a stream; it becomes active some time after this returns.
   *
   * @throws StreamFaultException with {@link StreamExists}, {@link IllegalName}, {@link
   *     LimitExceeded}, or {@link StreamFault.Impossible} or {@link StreamFault.Unavailable} from
   *     Kafka
   */
  public void create(String name, int shardCount, StreamSettings settings) {
    requireLegal(name);
    // Another replica may have made room, or the name free, and have said so.
    Lineages image = store.latest();
    if (image.find(name).isPresent()) {
      throw new StreamFaultException(new StreamExists(name));
    }
    requireRoom(image, shardCount, settings.mode());
    work.requirePossible(name, shardCount, settings);
    UUID op = ids.get();
    if (propose(op, new Create(name, shardCount, settings)) != Verdict.ACCEPTED) {
      throw new StreamFaultException(new StreamExists(name));
    }
    work.create(op, name);
  }

  /**
   * Deletes a stream and its topic; it is gone some time after this returns. Deleting it again
   * meanwhile is no error.
   *
   * @throws StreamFaultException with {@link NoSuchStream} or {@link StreamFault.Unavailable}
   */
  public void delete(String name) {
    // The log must not grow with every wrong call.
    if (store.current().find(name).isEmpty() && store.latest().find(name).isEmpty()) {
      throw new StreamFaultException(new NoSuchStream(name));
    }
    UUID op = ids.get();
    switch (propose(op, new Delete(name))) {
      case ACCEPTED -> work.delete(op, name);
      case ALREADY_DELETING -> {}
      case NO_SUCH_STREAM, NAME_TAKEN, DUPLICATE, NOT_PENDING ->
          throw new StreamFaultException(new NoSuchStream(name));
    }
  }

  private Verdict propose(UUID op, Change change) {
    return store.append(new Prepare(op, change));
  }

  /** Names that the API allows and that a topic of ours must not have. */
  private static void requireLegal(String name) {
    if (name.equals(".") || name.equals("..")) {
      throw new StreamFaultException(new IllegalName(name, "Kafka has no topic of that name"));
    }
    if (name.startsWith("__")) {
      throw new StreamFaultException(
          new IllegalName(name, "names that begin with __ are for internal topics"));
    }
  }

  private void requireRoom(Lineages image, int shardCount, CapacityMode mode) {
    StreamCatalog.Usage usage = StreamCatalog.Usage.of(image);
    LimitExceeded beyond =
        switch (mode) {
          case PROVISIONED ->
              new LimitExceeded(Limit.SHARDS, usage.shards(), shardLimit, shardCount);
          case ON_DEMAND ->
              new LimitExceeded(Limit.ON_DEMAND_STREAMS, usage.onDemandStreams(), onDemandLimit, 1);
        };
    if ((long) beyond.current() + beyond.additional() > beyond.allowed()) {
      throw new StreamFaultException(beyond);
    }
  }
}
