// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Shard;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds streams and shards. No I/O: it reads the image that the lineage store keeps. Thread-safe.
 */
public final class StreamCatalog {
  private final LineageStore store;

  /** A catalog of what the store holds. */
  public StreamCatalog(LineageStore store) {
    this.store = store;
  }

  /**
   * The stream of that name, in whatever state.
   *
   * @throws StreamFaultException with {@link NoSuchStream}
   */
  public Lineage stream(String name) {
    return find(name).orElseThrow(() -> refuse(new NoSuchStream(name)));
  }

  /** The same, for those who have their own words for a missing one. */
  public Optional<Lineage> find(String name) {
    return store.current().find(name);
  }

  /**
   * The stream of that name if records can be written to it: a stream that is being created or
   * deleted is not there for writers.
   *
   * @throws StreamFaultException with {@link NoSuchStream}
   */
  public Lineage writable(String name) {
    Lineage stream = stream(name);
    if (stream.pendingOp().isPresent()) {
      throw refuse(new NoSuchStream(name));
    }
    return stream;
  }

  /**
   * The stream whose topic has that id, as tokens name it.
   *
   * @throws StreamFaultException with {@link StreamGone}
   */
  public Lineage stream(UUID topicId, int shard) {
    return store.current().find(topicId).orElseThrow(() -> refuse(new StreamGone(topicId, shard)));
  }

  /**
   * A shard of a stream.
   *
   * @throws StreamFaultException with {@link NoSuchShard}
   */
  public static Shard shard(Lineage stream, int index) {
    return stream.shard(index).orElseThrow(() -> refuse(new NoSuchShard(stream.name(), index)));
  }

  /** All streams by name. */
  public Collection<Lineage> all() {
    return store.current().all();
  }

  /** The streams whose names come after that one. */
  public Collection<Lineage> after(String name) {
    return store.current().after(name);
  }

  /** How much of its limits the deployment uses. */
  public Usage usage() {
    return Usage.of(store.current());
  }

  /**
   * What counts against the limits.
   *
   * @param shards open shards of provisioned streams, those being created included
   * @param onDemandStreams streams in on-demand mode
   */
  public record Usage(int shards, int onDemandStreams) {

    static Usage of(Lineages image) {
      int shards = 0;
      int onDemand = 0;
      for (Lineage stream : image.all()) {
        if (stream.settings().mode() == CapacityMode.ON_DEMAND) {
          onDemand++;
        } else {
          shards += stream.shardCount();
        }
      }
      return new Usage(shards, onDemand);
    }
  }

  private static StreamFaultException refuse(StreamFault fault) {
    return new StreamFaultException(fault);
  }
}
