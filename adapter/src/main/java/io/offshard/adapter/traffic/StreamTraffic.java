// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import io.offshard.mapping.lineage.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What goes through a stream, or through all that have no counters of their own. Thread-safe. */
public final class StreamTraffic {
  private final String name;
  private final Room room;
  private final LongAdder callsIn = new LongAdder();
  private final LongAdder callsOut = new LongAdder();
  private final ConcurrentHashMap<Integer, ShardTraffic> shards = new ConcurrentHashMap<>();

  /** Of the shards for which there was no room, and of those that were idle. */
  private final ShardTraffic rest;

  private volatile boolean closed;
  private long lastCalls;
  private long calledAt;

  StreamTraffic(String name, Room room, long nanos) {
    this.name = name;
    this.room = room;
    this.rest = new ShardTraffic(nanos);
    this.calledAt = nanos;
  }

  /** A call that writes. */
  public void writes() {
    callsIn.increment();
  }

  /** A call that asks for a page. */
  public void reads() {
    callsOut.increment();
  }

  /** The counters of one of its shards. */
  public ShardTraffic shard(Shard shard) {
    ShardTraffic known = shards.get(shard.index());
    return known != null ? known : begin(shard.index());
  }

  private ShardTraffic begin(int index) {
    if (closed || !room.take()) {
      return rest;
    }
    ShardTraffic fresh = new ShardTraffic(room.nanos());
    ShardTraffic other = shards.putIfAbsent(index, fresh);
    if (other != null) {
      room.give();
      return other;
    }
    if (closed) {
      drop(index);
    }
    return fresh;
  }

  private void drop(int index) {
    ShardTraffic dropped = shards.remove(index);
    if (dropped != null) {
      rest.add(dropped);
      room.give();
    }
  }

  /** Gives back the room of shards through which nothing has gone since then. */
  void forget(long since, long nanos) {
    shards.forEach(
        (index, shard) -> {
          if (shard.unchangedSince(nanos) - since <= 0) {
            drop(index);
          }
        });
  }

  /** After {@link #forget}: whether nothing has gone through any shard since then. */
  boolean isIdle(long since, long nanos) {
    long calls = callsIn.sum() + callsOut.sum();
    if (calls != lastCalls) {
      lastCalls = calls;
      calledAt = nanos;
    }
    return shards.isEmpty() && rest.unchangedSince(nanos) - since <= 0 && calledAt - since <= 0;
  }

  /** Gives back all room. Who still counts does so for nothing. */
  void close() {
    closed = true;
    shards.keySet().forEach(this::drop);
  }

  int shards() {
    return shards.size();
  }

  StreamTotals totals(long nanos) {
    Map<Integer, Totals> each = new TreeMap<>();
    shards.forEach((index, shard) -> each.put(index, shard.totals(nanos)));
    Totals others = rest.totals(nanos);
    List<Totals> all = new ArrayList<>(each.values());
    all.add(others);
    return new StreamTotals(
        name, callsIn.sum(), callsOut.sum(), ShardTraffic.sum(all), each, others);
  }
}
