// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFault.LimitExceeded;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.adapter.service.StreamFault.NotAdjacent;
import io.offshard.adapter.service.StreamFault.NotDivisible;
import io.offshard.adapter.service.StreamFault.NotProvisioned;
import io.offshard.adapter.service.StreamFault.ScaledTooFar;
import io.offshard.adapter.service.StreamFault.ScaledTooOften;
import io.offshard.adapter.service.StreamFault.ShardClosed;
import io.offshard.adapter.service.StreamFault.UnknownShard;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Resharding;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Resharding.Split;
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.Verdict;
import io.offshard.mapping.stream.HashKey;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Splits, merges and counts anew the shards of provisioned streams: proposes it in the lineage log
 * and, if it holds there, has the {@link PendingWork} carry it out while the caller goes on. The
 * order of the checks is that of the service. Thread-safe.
 */
public final class Resharder {
  private final LineageStore store;
  private final PendingWork work;
  private final int shardLimit;
  private final int scalingsPerDay;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * A resharder.
   *
   * @param shardLimit how many shards all provisioned streams may have
   * @param scalingsPerDay how often the shards of a stream may be counted anew in 24 hours
   * @param ids gives a new random id for each operation
   */
  public Resharder(
      LineageStore store,
      PendingWork work,
      int shardLimit,
      int scalingsPerDay,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.work = work;
    this.shardLimit = shardLimit;
    this.scalingsPerDay = scalingsPerDay;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Splits a shard; its children are there some time after this returns.
   *
   * @param hashKey where the upper one begins, decimal
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotProvisioned}, {@link
   *     NotActive}, {@link UnknownShard}, {@link LimitExceeded}, {@link ShardClosed}, {@link
   *     NotDivisible} or {@link StreamFault.Unavailable}
   */
  public void split(String name, int shard, String hashKey) {
    Lineages image = store.latest();
    Lineage stream = active(image, name);
    Shard parent = shard(stream, shard);
    requireRoom(image, 1);
    requireOpen(stream, parent);
    Optional<Split> split = HashKey.parse(hashKey).map(at -> new Split(shard, at));
    if (split.map(stream::verdict).filter(Verdict.ACCEPTED::equals).isEmpty()) {
      throw new StreamFaultException(new NotDivisible(name, parent, hashKey));
    }
    if (!proposed(name, split.get())) {
      split(name, shard, hashKey);
    }
  }

  /**
   * Merges two neighbours; their child is there some time after this returns.
   *
   * @param shard the one with the lower hash keys
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotProvisioned}, {@link
   *     NotActive}, {@link UnknownShard}, {@link ShardClosed}, {@link NotAdjacent} or {@link
   *     StreamFault.Unavailable}
   */
  public void merge(String name, int shard, int adjacent) {
    Lineage stream = active(store.latest(), name);
    Shard lower = shard(stream, shard);
    Shard upper = shard(stream, adjacent);
    requireOpen(stream, lower);
    requireOpen(stream, upper);
    Merge merge = new Merge(shard, adjacent);
    if (stream.verdict(merge) != Verdict.ACCEPTED) {
      throw new StreamFaultException(new NotAdjacent(name, shard, adjacent));
    }
    if (!proposed(name, merge)) {
      merge(name, shard, adjacent);
    }
  }

  /**
   * Has the stream have another number of shards, all as wide as each other; so it is some time
   * after this returns.
   *
   * @return how many are open now
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotProvisioned}, {@link
   *     NotActive}, {@link LimitExceeded}, {@link ScaledTooFar}, {@link ScaledTooOften} or {@link
   *     StreamFault.Unavailable}
   */
  public int scale(String name, int target) {
    Lineages image = store.latest();
    Lineage stream = active(image, name);
    int open = stream.shards().open().size();
    if (target > shardLimit || target > 2L * open || 2L * target < open) {
      throw new StreamFaultException(new ScaledTooFar(open, target, shardLimit));
    }
    if (stream.origin() instanceof Managed managed
        && managed.scaledBefore(clock.instant()) >= scalingsPerDay) {
      throw new StreamFaultException(new ScaledTooOften(name, scalingsPerDay));
    }
    Scale what = new Scale(target);
    requireRoom(image, target - open);
    if (stream.verdict(what) != Verdict.UNCHANGED && !proposed(name, what)) {
      return scale(name, target);
    }
    return open;
  }

  /**
   * Has a stream grow to so many partitions, each with an open shard; so it is some time after this
   * returns. One that has as many already is left as it is.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotProvisioned}, {@link
   *     NotActive}, {@link LimitExceeded} or {@link StreamFault.Unavailable}
   */
  public void spread(String name, int partitions) {
    Lineages image = store.latest();
    Lineage stream = active(image, name);
    Spread what = new Spread(partitions);
    requireRoom(image, partitions - stream.shards().open().size());
    if (stream.verdict(what) != Verdict.UNCHANGED && !proposed(name, what)) {
      spread(name, partitions);
    }
  }

  /**
   * Scales a stream whose shards nobody else may change.
   *
   * @return whether it is under way; not if something else is, which will come to its end
   * @throws StreamFaultException with {@link StreamFault.Unavailable}
   */
  boolean scaleByItself(String name, int target) {
    UUID op = ids.get();
    boolean begun =
        store.append(new Prepare(op, new Reshard(name, new Scale(target)))) == Verdict.ACCEPTED;
    if (begun) {
      work.reshard(op, name);
    }
    return begun;
  }

  private static Lineage active(Lineages image, String name) {
    Lineage stream = Proposals.find(image, name);
    if (stream.settings().mode() == CapacityMode.ON_DEMAND) {
      throw new StreamFaultException(new NotProvisioned(name));
    }
    if (!(stream.state() instanceof Active)) {
      throw new StreamFaultException(new NotActive(name, stream.state()));
    }
    return stream;
  }

  private Shard shard(Lineage stream, int index) {
    return stream
        .shards()
        .get(index)
        .filter(shard -> !stream.isExpired(shard, clock.instant()))
        .orElseThrow(() -> new StreamFaultException(new UnknownShard(stream.name(), index)));
  }

  private static void requireOpen(Lineage stream, Shard shard) {
    if (!shard.isOpen()) {
      throw new StreamFaultException(new ShardClosed(stream.name(), shard.index()));
    }
  }

  private void requireRoom(Lineages image, int added) {
    int shards = StreamCatalog.Usage.of(image).shards();
    if (added > 0 && (long) shards + added > shardLimit) {
      throw new StreamFaultException(new LimitExceeded(Limit.SHARDS, shards, shardLimit, added));
    }
  }

  /**
   * Whether it is under way. It is not when another replica was quicker, and has ended by now.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, or {@link NotActive} when another one
   *     was quicker
   */
  private boolean proposed(String name, Resharding what) {
    UUID op = ids.get();
    if (store.append(new Prepare(op, new Reshard(name, what))) == Verdict.ACCEPTED) {
      work.reshard(op, name);
      return true;
    }
    var _ = active(store.current(), name);
    return false;
  }
}
