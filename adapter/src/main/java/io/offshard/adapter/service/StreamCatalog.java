// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.mapping.lineage.BillingCommitment;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Shard;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds streams and shards. Questions about a stream are answered with all that any replica has
 * acknowledged; reading and writing records goes by the image at hand, which costs no I/O, and
 * looks again only where something is missing in it. Thread-safe.
 */
public final class StreamCatalog {
  private final LineageStore store;

  /** A shard and the stream that it is of. */
  public record Located(Lineage stream, Shard shard) {}

  /** A catalog of what the store holds. */
  public StreamCatalog(LineageStore store) {
    this.store = store;
  }

  /**
   * The stream of that name, in whatever state, for those who ask about it.
   *
   * @throws StreamFaultException with {@link NoSuchStream}
   */
  public Lineage describe(String name) {
    return store.latest().find(name).orElseThrow(() -> refuse(new NoSuchStream(name)));
  }

  /**
   * The stream of that name as this replica knows it now, without asking any other; for what may be
   * a moment old, such as the policy that it carries.
   */
  public Optional<Lineage> known(String name) {
    return store.current().find(name);
  }

  /**
   * The stream whose topic has that id, as tokens name it, for those who ask about it.
   *
   * @throws StreamFaultException with {@link StreamGone}
   */
  public Lineage describe(UUID topicId, int shard) {
    return store.latest().find(topicId).orElseThrow(() -> refuse(new StreamGone(topicId, shard)));
  }

  /**
   * The stream of that name if records can be written to it: a stream that is being created or
   * deleted is not there for writers. Only a replica with a lease may write.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, or {@link Unavailable} without a lease
   */
  public Lineage writable(String name) {
    return writable(store.confirmed(), name)
        .or(() -> writable(store.latest(), name))
        .orElseThrow(() -> refuse(new NoSuchStream(name)));
  }

  private static Optional<Lineage> writable(Lineages image, String name) {
    return image.find(name).filter(Lineage::isServing);
  }

  /**
   * A shard of a stream, to be read. A replica without a lease may have slept while the stream was
   * made anew, and must not hand out a place in the old one. Of a stream that is only not to be
   * seen now nobody is told that it is missing: readers take that for its end.
   *
   * @throws StreamFaultException with {@link NoSuchShard}, also where the stream is missing, or
   *     {@link Unavailable} without a lease or where the stream is not to be seen
   */
  public Located locate(String name, int shard) {
    return located(store.confirmed().find(name), shard)
        .or(() -> located(store.latest().find(name), shard))
        .orElseThrow(
            () ->
                refuse(
                    store.current().hides(name)
                        ? new Unavailable("stream " + name + " is not to be seen now")
                        : new NoSuchShard(name, shard)));
  }

  /**
   * A shard of the stream whose topic has that id, to be read; as with a name, one that is only not
   * exposed is not missing.
   *
   * @throws StreamFaultException with {@link StreamGone}, or {@link Unavailable} where the stream
   *     is not exposed
   */
  public Located locate(UUID topicId, int shard) {
    return located(store.current().find(topicId), shard)
        .or(() -> located(store.latest().find(topicId), shard))
        .orElseThrow(
            () ->
                refuse(
                    store.current().hides(topicId)
                        ? new Unavailable("the stream of topic " + topicId + " is not exposed")
                        : new StreamGone(topicId, shard)));
  }

  /**
   * A stream to be read partition by partition.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NoSuchShard} for a partition
   *     that it does not have, or {@link Unavailable} without a lease or where the stream is not to
   *     be seen
   */
  public Lineage partitioned(String name, int partition) {
    return partitioned(store.confirmed().find(name), partition)
        .or(() -> partitioned(store.latest().find(name), partition))
        .orElseThrow(() -> refuse(missing(name, partition)));
  }

  /**
   * The first of these names that a stream in use has.
   *
   * @return empty where there is none of them
   * @throws StreamFaultException with {@link Unavailable} without a lease, or where one of them is
   *     not to be seen: nobody is told that it is missing
   */
  public Optional<Lineage> first(List<String> names) {
    return first(store.confirmed(), names)
        .or(
            () -> {
              Optional<Lineage> found = first(store.latest(), names);
              if (found.isEmpty() && names.stream().anyMatch(store.current()::hides)) {
                throw refuse(new Unavailable("one of " + names + " is not to be seen now"));
              }
              return found;
            });
  }

  private static Optional<Lineage> first(Lineages image, List<String> names) {
    return names.stream().flatMap(name -> writable(image, name).stream()).findFirst();
  }

  private static Optional<Lineage> partitioned(Optional<Lineage> stream, int partition) {
    return stream.filter(Lineage::isServing).filter(s -> partition < s.shards().partitions());
  }

  private StreamFault missing(String name, int partition) {
    if (store.current().find(name).filter(Lineage::isServing).isPresent()) {
      return new NoSuchShard(name, partition);
    }
    return store.current().hides(name)
        ? new Unavailable("stream " + name + " is not to be seen now")
        : new NoSuchStream(name);
  }

  /**
   * The same for the stream whose topic has that id, as tokens name it.
   *
   * @throws StreamFaultException with {@link StreamGone}, or {@link Unavailable} where the stream
   *     is not exposed
   */
  public Lineage partitioned(UUID topicId, int partition) {
    return partitioned(store.current().find(topicId), partition)
        .or(() -> partitioned(store.latest().find(topicId), partition))
        .orElseThrow(
            () ->
                refuse(
                    store.current().hides(topicId)
                        ? new Unavailable("the stream of topic " + topicId + " is not exposed")
                        : new StreamGone(topicId, partition)));
  }

  /**
   * Waits until nothing is under way on a stream any more.
   *
   * @return the stream by then; empty when there is none of that name
   * @throws StreamFaultException with {@link Unavailable} when it takes longer than that
   */
  public Optional<Lineage> settled(String name, Duration patience) {
    store.latest();
    boolean settled =
        store.await(image -> image.find(name).flatMap(Lineage::pendingOp).isEmpty(), patience);
    if (!settled) {
      throw refuse(new Unavailable("a change of " + name + " has not come to its end yet"));
    }
    return store.current().find(name);
  }

  private static Optional<Located> located(Optional<Lineage> stream, int shard) {
    return stream.flatMap(s -> s.shards().get(shard).map(found -> new Located(s, found)));
  }

  /** All streams by name. */
  public Collection<Lineage> all() {
    return store.latest().all();
  }

  /** The streams whose names come after that one. */
  public Collection<Lineage> after(String name) {
    return store.latest().after(name);
  }

  /** The streams whose records are changes of tables, by the names of these. */
  public NavigableMap<String, Lineage> tables() {
    return store.latest().tables();
  }

  /**
   * The same without I/O, for those who read: what is missing here may be in {@link #tables}. A
   * replica without a lease may have slept.
   */
  public NavigableMap<String, Lineage> knownTables() {
    return store.confirmed().tables();
  }

  /** Whether there is a table of that name, whose stream is only not shown. */
  public boolean hidesTable(String name) {
    return store.current().hidesTable(name);
  }

  /** What the account has promised; empty when it never has. */
  public Optional<BillingCommitment> commitment() {
    return store.latest().commitment();
  }

  /** How much of its limits the deployment uses. */
  public Usage usage() {
    return Usage.of(store.latest());
  }

  /**
   * What counts against the limits.
   *
   * @param shards open shards of provisioned streams, those being created included
   * @param onDemandStreams streams in on-demand mode that were made here
   */
  public record Usage(int shards, int onDemandStreams) {

    static Usage of(Lineages image) {
      int shards = 0;
      int onDemand = 0;
      for (Lineage stream : image.all()) {
        if (stream.isNative()) {
          continue; // its owner has limits of his own
        }
        if (stream.settings().mode() == CapacityMode.ON_DEMAND) {
          onDemand++;
        } else {
          shards += stream.openShardCount();
        }
      }
      return new Usage(shards, onDemand);
    }
  }

  private static StreamFaultException refuse(StreamFault fault) {
    return new StreamFaultException(fault);
  }
}
