// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How much each shard may be written and read, whatever API it is asked by. What is refused here is
 * to be refused by the caller; what is let through is paid for. Thread-safe; keeps a few hundred
 * bytes for each shard that was in use in the last ten minutes, of which it knows 100,000 at most.
 */
public final class ShardQuotas {
  private static final long MOST = 100_000;

  /** Longer than any debt lasts at the rates of Kinesis; who keeps asking keeps what is known. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private record Key(UUID topicId, int shard) {}

  private record PushKey(Key shard, ConsumerId consumer) {}

  private final Function<String, ShardRates> ratesOf;
  private final LongSupplier nanos;
  private final Share share;
  private final Cache<Key, ShardBuckets> shards;
  private final Cache<PushKey, PushBucket> pushes;

  /**
   * All buckets full.
   *
   * @param ratesOf the rates of the shards of a stream, by its name
   * @param replicas how many processes share the rates
   * @param nanos a clock like {@link System#nanoTime}
   */
  public ShardQuotas(
      Function<String, ShardRates> ratesOf, LongSupplier replicas, LongSupplier nanos) {
    this.ratesOf = ratesOf;
    this.nanos = nanos;
    this.share = new Share(replicas, nanos);
    this.shards = bounded(nanos);
    this.pushes = bounded(nanos);
  }

  /** Those that let everything through. */
  public static ShardQuotas off() {
    return new ShardQuotas(stream -> ShardRates.UNLIMITED, () -> 1, System::nanoTime);
  }

  private static <K, V> Cache<K, V> bounded(LongSupplier nanos) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterAccess(IDLE)
        .ticker(nanos::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  /**
   * Takes what records need that are to be written, in their order in each shard.
   *
   * @param which numbers of records
   * @param shardOf where the record of a number goes
   * @param bytesOf its bytes of data and key
   * @return those that may be written; behind one that may not, none of the same shard may
   */
  public int[] admitted(
      Lineage stream, int[] which, IntFunction<Shard> shardOf, IntUnaryOperator bytesOf) {
    ShardRates rates = ratesOf.apply(stream.name());
    if (!rates.limitWrites()) {
      return which;
    }
    Map<Integer, ShardBatch> byShard = new HashMap<>();
    List<ShardBatch> batches = new ArrayList<>(which.length);
    for (int i : which) {
      Shard shard = shardOf.apply(i);
      ShardBatch batch =
          byShard.computeIfAbsent(
              shard.index(), _ -> new ShardBatch(buckets(rates, stream, shard)));
      batch.add(bytesOf.applyAsInt(i));
      batches.add(batch);
    }
    byShard.values().forEach(ShardBatch::take);
    return IntStream.range(0, which.length)
        .filter(n -> batches.get(n).next(bytesOf.applyAsInt(which[n])))
        .map(n -> which[n])
        .toArray();
  }

  /** Takes a call that asks for a page; false where it is to be refused. */
  public boolean poll(Lineage stream, Shard shard) {
    ShardRates rates = ratesOf.apply(stream.name());
    return !rates.limitReads() || buckets(rates, stream, shard).poll();
  }

  /** Takes what a page had, which may leave a debt. */
  public void served(Lineage stream, Shard shard, long bytes) {
    ShardRates rates = ratesOf.apply(stream.name());
    if (rates.limitReads()) {
      buckets(rates, stream, shard).served(bytes);
    }
  }

  /** Takes a call that asks for a place to begin; false where it is to be refused. */
  public boolean iterator(Lineage stream, Shard shard) {
    ShardRates rates = ratesOf.apply(stream.name());
    return !rates.limitReads() || buckets(rates, stream, shard).iterator();
  }

  /** For how long nothing is to be pushed to a consumer; 0 for not at all. */
  public Duration pause(Lineage stream, Shard shard, ConsumerId consumer) {
    return ratesOf.apply(stream.name()).consumerBytes() == 0
        ? Duration.ZERO
        : push(stream, shard, consumer).pause();
  }

  /** Takes what was pushed to a consumer, which may leave a debt. */
  public void pushed(Lineage stream, Shard shard, ConsumerId consumer, long bytes) {
    long rate = ratesOf.apply(stream.name()).consumerBytes();
    if (rate > 0) {
      push(stream, shard, consumer).take(bytes, rate);
    }
  }

  private ShardBuckets buckets(ShardRates rates, Lineage stream, Shard shard) {
    return shards.get(key(stream, shard), _ -> new ShardBuckets(rates, nanos, share::count));
  }

  private PushBucket push(Lineage stream, Shard shard, ConsumerId consumer) {
    return pushes.get(new PushKey(key(stream, shard), consumer), _ -> new PushBucket(nanos));
  }

  private static Key key(Lineage stream, Shard shard) {
    return new Key(stream.topicId().orElseThrow(), shard.index());
  }

  /** How many shards, and consumers of shards, it knows at this moment. */
  public long known() {
    shards.cleanUp();
    pushes.cleanUp();
    return shards.estimatedSize() + pushes.estimatedSize();
  }
}
