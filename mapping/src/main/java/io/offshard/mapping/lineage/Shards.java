// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All shards that a stream has had, parents and children, and which of them are open. The open ones
 * share out the hash keys among them, and no two of them are in one partition. Immutable.
 */
public final class Shards {
  private final List<Shard> all;

  /** The open ones, in the order of their ranges. */
  private final List<Shard> open;

  private final @Nullable Shard[] openByPartition;

  /** The shards by ascending index, without a gap. */
  public Shards(List<Shard> all) {
    this.all = List.copyOf(all);
    this.open =
        this.all.stream()
            .filter(Shard::isOpen)
            .sorted(Comparator.comparing(shard -> shard.range().start()))
            .toList();
    int partitions = this.all.stream().mapToInt(Shard::partition).max().orElse(-1) + 1;
    this.openByPartition = new @Nullable Shard[partitions];
    open.forEach(shard -> openByPartition[shard.partition()] = shard);
  }

  /** The shards of a new stream: one for each partition, which share out the keys evenly. */
  static Shards first(int count, long createdSecond, Instant opened) {
    List<Shard> shards = new ArrayList<>(count);
    for (HashKeyRange range : EvenSplit.of(count)) {
      shards.add(Shard.first(shards.size(), shards.size(), range, createdSecond, opened));
    }
    return new Shards(shards);
  }

  /** By ascending index. */
  public List<Shard> all() {
    return all;
  }

  /** Those that take records, in the order of their ranges. */
  public List<Shard> open() {
    return open;
  }

  /** The shard of that index, if there is one. */
  public Optional<Shard> get(int index) {
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  /** The shards that took over from that one, by ascending index. */
  public List<Shard> childrenOf(Shard parent) {
    return parent.isOpen()
        ? List.of()
        : all.stream().filter(shard -> shard.parents().contains(parent.index())).toList();
  }

  /** The shard that has that offset of that partition, in which every offset belongs to one. */
  public Shard covering(int partition, long offset) {
    return all.stream()
        .filter(shard -> shard.partition() == partition && shard.covers(offset))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether who reads parents before their children reads all of the other one before the shard.
   */
  public boolean descends(Shard shard, Shard other) {
    return shard.index() == other.index()
        || shard.parents().stream().anyMatch(parent -> descends(all.get(parent), other));
  }

  /**
   * The open shard whose range holds the key.
   *
   * @throws IllegalStateException when there are none (the stream is being created)
   */
  public Shard at(HashKey key) {
    int low = 0;
    int high = open.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (open.get(middle).range().start().compareTo(key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (open.isEmpty() || !open.get(low).range().contains(key)) {
      throw new IllegalStateException("no shard takes " + key);
    }
    return open.get(low);
  }

  /** The open shard in that partition, which must exist, if it has one. */
  public Optional<Shard> inPartition(int partition) {
    return Optional.ofNullable(openByPartition[partition]);
  }

  /** How many partitions the topic has had when they were last counted. */
  public int partitions() {
    return openByPartition.length;
  }

  /**
   * The shards that close when the topic's owner has added partitions. Kafka's own producers find a
   * partition by the remainder of a key's hash, so the keys of partition {@code q} come from where
   * {@code q} modulo the old count was.
   *
   * @param total how many partitions there are now
   */
  public List<Shard> closedByGrowth(int total) {
    return heirs(total).keySet().stream()
        .map(partition -> inPartition(partition).orElseThrow())
        .toList();
  }

  /** The new partitions by the partition whose keys they share, both ascending. */
  private Map<Integer, List<Integer>> heirs(int total) {
    int before = partitions();
    Map<Integer, List<Integer>> heirs = new TreeMap<>();
    for (int q = before; q < total; q++) {
      heirs.computeIfAbsent(q % before, p -> new ArrayList<>()).add(q);
    }
    return heirs;
  }

  /**
   * With partitions added: each shard that closes goes on in its own partition from its end, and in
   * each new one from the beginning, its range divided evenly among them.
   *
   * @param ends where the shards that close end, by partition
   */
  Shards grown(int total, Map<Integer, Long> ends, Instant at, long createdSecond) {
    List<Shard> shards = new ArrayList<>(all);
    heirs(total)
        .forEach(
            (partition, added) -> {
              Shard parent = inPartition(partition).orElseThrow();
              // A clock that was set back must not end a shard before it began.
              Instant close = at.isBefore(parent.opened()) ? parent.opened() : at;
              long end = Math.max(parent.startOffset(), ends.getOrDefault(partition, 0L));
              shards.set(parent.index(), parent.closed(new Closing(end, close)));
              List<HashKeyRange> ranges = EvenSplit.of(parent.range(), added.size() + 1);
              List<Integer> parents = List.of(parent.index());
              shards.add(
                  new Shard(
                      shards.size(),
                      partition,
                      end,
                      ranges.get(0),
                      createdSecond,
                      close,
                      parents,
                      null));
              for (int i = 0; i < added.size(); i++) {
                shards.add(
                    new Shard(
                        shards.size(),
                        added.get(i),
                        0,
                        ranges.get(i + 1),
                        createdSecond,
                        close,
                        parents,
                        null));
              }
            });
    return new Shards(shards);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shards shards && all.equals(shards.all));
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
