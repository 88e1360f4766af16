// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much goes through each stream and each shard of this process. So many streams and shards have
 * counters of their own as there is room for, those first that are used first; what goes through
 * the others is counted together. Counters that were idle for an hour, and those of streams that
 * are gone, make room for others when somebody looks. Thread-safe; counting never waits.
 */
public final class Traffic {
  /** The name of all streams without counters of their own: no stream can have it. */
  public static final String OTHER = "(other)";

  private static final long IDLE = Duration.ofHours(1).toNanos();

  private final int mostStreams;
  private final Supplier<Lineages> image;
  private final LongSupplier nanos;
  private final Room room;
  private final Map<UUID, StreamTraffic> streams = new ConcurrentHashMap<>();
  private final StreamTraffic others;

  /**
   * Nothing counted yet.
   *
   * @param mostStreams so many have counters of their own
   * @param mostShards the same, of all these streams together
   * @param image tells which streams there are
   * @param nanos a clock like {@link System#nanoTime}
   */
  public Traffic(int mostStreams, int mostShards, Supplier<Lineages> image, LongSupplier nanos) {
    this.mostStreams = mostStreams;
    this.image = image;
    this.nanos = nanos;
    this.room = new Room(mostShards, nanos);
    this.others = new StreamTraffic(OTHER, new Room(0, nanos), nanos.getAsLong());
  }

  /** One that has counters for all together only. */
  public static Traffic uncounted() {
    return new Traffic(0, 0, () -> Lineages.EMPTY, System::nanoTime);
  }

  /** The counters of a stream. */
  public StreamTraffic of(Lineage stream) {
    UUID topicId = stream.topicId().orElseThrow();
    StreamTraffic known = streams.get(topicId);
    return known != null ? known : begin(topicId, stream.name());
  }

  private StreamTraffic begin(UUID topicId, String name) {
    if (streams.size() >= mostStreams) {
      return others;
    }
    synchronized (this) {
      return streams.size() >= mostStreams
          ? streams.getOrDefault(topicId, others)
          : streams.computeIfAbsent(topicId, _ -> new StreamTraffic(name, room, nanos.getAsLong()));
    }
  }

  /** All counts of this moment; those of the streams without counters of their own are the last. */
  public synchronized List<StreamTotals> totals() {
    long now = nanos.getAsLong();
    Lineages there = image.get();
    List<StreamTotals> totals = new ArrayList<>();
    streams.forEach(
        (topicId, stream) -> {
          stream.forget(now - IDLE, now);
          if (stream.isIdle(now - IDLE, now) || !isThere(topicId, there)) {
            streams.remove(topicId);
            stream.close();
          } else {
            totals.add(stream.totals(now));
          }
        });
    totals.add(others.totals(now));
    return totals;
  }

  /** Another one may have got the name. */
  private static boolean isThere(UUID topicId, Lineages image) {
    return image
        .find(topicId)
        .flatMap(stream -> image.find(stream.name()))
        .flatMap(Lineage::topicId)
        .filter(topicId::equals)
        .isPresent();
  }

  /** How many streams have counters of their own. */
  public int streams() {
    return streams.size();
  }

  /** How many shards have counters of their own. */
  public int shards() {
    return streams.values().stream().mapToInt(StreamTraffic::shards).sum();
  }
}
