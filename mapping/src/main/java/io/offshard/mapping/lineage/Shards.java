// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.lineage.Succession.Heir;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All shards that a stream has had, parents and children, and which of them are open. The open ones
 * share out the hash keys among them, and no two of them are in one partition. Immutable.
 */
public final class Shards {
  /** So many parts of a shard can be told apart in a byte. */
  private static final int MOST_SEAMS = 255;

  private final List<Shard> all;

  /** The open ones, in the order of their ranges. */
  private final List<Shard> open;

  private final @Nullable Shard[] openByPartition;

  /** The shards by ascending index; those that have expired may be missing. */
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
    int place = place(index);
    return place < 0 ? Optional.empty() : Optional.of(all.get(place));
  }

  /** Where it is in the list of all; negative when it is not. */
  private int place(int index) {
    if (index >= 0 && index < all.size() && all.get(index).index() == index) {
      return index; // nearly always
    }
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = all.get(middle).index();
      if (found == index) {
        return middle;
      }
      if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
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
        || shard.parents().stream()
            .flatMap(parent -> get(parent).stream())
            .anyMatch(parent -> descends(parent, other));
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

  /**
   * The newest shard that partition has had. It is closed where the partition was freed by a merge.
   *
   * @throws IllegalArgumentException for a partition that the stream does not have
   */
  public Shard last(int partition) {
    return all.stream()
        .filter(shard -> shard.partition() == partition)
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalArgumentException("no partition " + partition));
  }

  /**
   * The open shard for who insists on a partition: the one in it, or where it was freed the one
   * that has taken over the beginning of its last range.
   *
   * @throws IllegalArgumentException for a partition that the stream does not have
   */
  public Shard takerOf(int partition) {
    Shard last = last(partition);
    return last.isOpen() ? last : at(last.range().start());
  }

  /** How many partitions the topic has had when they were last counted. */
  public int partitions() {
    return openByPartition.length;
  }

  /**
   * What follows when the topic's owner has added partitions. Kafka's own producers find a
   * partition by the remainder of a key's hash, so the keys of partition {@code q} come from where
   * {@code q} modulo the old count was: that shard closes, and goes on in its own partition and in
   * each new one, its range divided evenly among them.
   *
   * @param total how many partitions there are now
   */
  List<Succession> growth(int total) {
    NavigableMap<Integer, List<Integer>> heirs = new TreeMap<>();
    for (int q = partitions(); q < total; q++) {
      int p = q % partitions();
      heirs.computeIfAbsent(p, own -> new ArrayList<>(List.of(own))).add(q);
    }
    return heirs.entrySet().stream().map(each -> growth(each.getKey(), each.getValue())).toList();
  }

  private Succession growth(int partition, List<Integer> heirs) {
    Shard parent = inPartition(partition).orElseThrow();
    List<HashKeyRange> ranges = EvenSplit.of(parent.range(), heirs.size());
    return new Succession(
        List.of(parent.index()),
        IntStream.range(0, heirs.size())
            .mapToObj(i -> new Heir(heirs.get(i), ranges.get(i)))
            .toList());
  }

  /** The shards that close by it, by ascending index. */
  List<Shard> closedBy(List<Succession> changes) {
    return changes.stream()
        .flatMap(change -> change.parents().stream())
        .sorted()
        .map(index -> get(index).orElseThrow())
        .toList();
  }

  /**
   * With those changes made, all at that instant. A shard begins where the last one in its
   * partition has ended, or at the beginning of a partition that has had none: what somebody else
   * has written into a partition without a shard is the next one's.
   *
   * @param ends where the shards that close end, by partition
   * @param createdSecond of all that begin
   */
  Shards with(List<Succession> changes, Map<Integer, Long> ends, Instant at, long createdSecond) {
    List<Shard> shards = new ArrayList<>(all);
    long[] lastEnds = new long[Succession.partitions(this, changes)];
    all.stream()
        .filter(shard -> !shard.isOpen())
        .forEach(shard -> lastEnds[shard.partition()] = shard.endOffset());
    // A clock that was set back must not end a shard before it began.
    Instant close = at;
    for (Shard parent : closedBy(changes)) {
      close = close.isBefore(parent.opened()) ? parent.opened() : close;
    }
    for (Shard parent : closedBy(changes)) {
      long end = Math.max(parent.startOffset(), ends.getOrDefault(parent.partition(), 0L));
      lastEnds[parent.partition()] = end;
      shards.set(place(parent.index()), parent.closed(new Closing(end, close)));
    }
    for (Succession change : changes) {
      for (Heir heir : change.heirs()) {
        shards.add(
            new Shard(
                shards.getLast().index() + 1,
                heir.partition(),
                lastEnds[heir.partition()],
                heir.range(),
                createdSecond,
                close,
                change.parents(),
                seams(change, heir.range()),
                null));
      }
    }
    return new Shards(shards);
  }

  /** Where the parents meet, and where theirs have met, as far as it is in that range. */
  private List<HashKey> seams(Succession change, HashKeyRange range) {
    return change.parents().stream()
        .map(index -> get(index).orElseThrow())
        .flatMap(
            parent -> Stream.concat(Stream.of(parent.range().start()), parent.seams().stream()))
        .filter(seam -> seam.compareTo(range.start()) > 0 && range.contains(seam))
        .sorted()
        .limit(MOST_SEAMS)
        .toList();
  }

  /**
   * Without those that were closed by then and will never be seen again; but the last one in each
   * partition stays, as the next one begins where it ended.
   */
  Shards without(Instant horizon) {
    int[] last = new int[partitions()];
    all.forEach(shard -> last[shard.partition()] = shard.index());
    List<Shard> left =
        all.stream()
            .filter(shard -> !shard.closedAt(horizon) || last[shard.partition()] == shard.index())
            .toList();
    return left.size() == all.size() ? this : new Shards(left);
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
