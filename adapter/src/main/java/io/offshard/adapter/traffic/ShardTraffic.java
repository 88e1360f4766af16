// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What goes through a shard, or through several that have no counters of their own. Counting costs
 * a few additions a call. Thread-safe.
 */
public final class ShardTraffic {
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
  private final Peak polledBehind;
  private final Peak pushedBehind;

  /** Of the one who looks from time to time. */
  private long lastSum;

  private long changedAt;

  ShardTraffic(long nanos) {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
    this.polledBehind = new Peak(nanos);
    this.pushedBehind = new Peak(nanos);
    this.changedAt = nanos;
  }

  /** Records that were acknowledged. */
  public void written(long records, long bytes) {
    add(Count.RECORDS_IN, records);
    add(Count.BYTES_IN, bytes);
  }

  /** Records that were refused for now. */
  public void throttledRecords(long records) {
    add(Count.THROTTLED_IN, records);
  }

  /** Records of which nobody knows whether they were written. */
  public void inDoubt(long records) {
    add(Count.IN_DOUBT, records);
  }

  /** A call that reads was refused for now. */
  public void throttledCall() {
    add(Count.THROTTLED_OUT, 1);
  }

  /** A page that was asked for. */
  public void polled(long records, long bytes, long millisBehind) {
    served(records, bytes);
    polledBehind.tell(millisBehind);
  }

  /** Records that were pushed, or word that there are none. */
  public void pushed(long records, long bytes, long millisBehind) {
    served(records, bytes);
    pushedBehind.tell(millisBehind);
  }

  private void served(long records, long bytes) {
    add(Count.RECORDS_OUT, records);
    add(Count.BYTES_OUT, bytes);
  }

  private void add(Count count, long more) {
    if (more != 0) {
      adder(count).add(more);
    }
  }

  /** Takes over what another one has counted, which does not make it used itself. */
  void add(ShardTraffic other) {
    for (Count count : Count.values()) {
      long sum = other.sum(count);
      add(count, sum);
      lastSum += sum;
    }
  }

  private LongAdder adder(Count count) {
    return requireNonNull(counts.get(count)); // all are there
  }

  private long sum(Count count) {
    return adder(count).sum();
  }

  /** Since when nothing was counted, as far as those have noticed who asked. */
  long unchangedSince(long nanos) {
    long sum = counts.values().stream().mapToLong(LongAdder::sum).sum();
    if (sum != lastSum) {
      lastSum = sum;
      changedAt = nanos;
    }
    return changedAt;
  }

  Totals totals(long nanos) {
    Map<Count, Long> now = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      now.put(count, sum(count));
    }
    return new Totals(now, polledBehind.look(nanos), pushedBehind.look(nanos));
  }

  static Totals sum(Collection<Totals> all) {
    Map<Count, Long> sum = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      sum.put(count, all.stream().mapToLong(each -> each.of(count)).sum());
    }
    return new Totals(sum, most(all, Totals::polledBehind), most(all, Totals::pushedBehind));
  }

  private static OptionalLong most(Collection<Totals> all, Function<Totals, OptionalLong> behind) {
    return all.stream().map(behind).flatMapToLong(OptionalLong::stream).max();
  }
}
