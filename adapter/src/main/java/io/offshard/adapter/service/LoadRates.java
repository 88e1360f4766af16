// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LogRecord.Load;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How fast streams are written to, from what replicas say that they have written so far. For one
 * thread.
 */
final class LoadRates {

  /** Of one stream, by all replicas together. */
  record Rate(double recordsPerSecond, double bytesPerSecond) {
    static final Rate NONE = new Rate(0, 0);
  }

  private record Source(UUID replica, UUID topicId) {}

  private Map<Source, Load> before = Map.of();

  /** Who has said anything the last time, also of nothing. */
  private Set<UUID> known = Set.of();

  private long beforeNanos;

  /**
   * The rates since the last time; empty the first time. A replica that was not heard of the last
   * time has none yet: it may be new, and it may have been silent for long.
   *
   * @param said by replica
   * @param nanos the time, as of {@link System#nanoTime}
   */
  Map<UUID, Rate> since(Map<UUID, List<Load>> said, long nanos) {
    Map<Source, Load> now = new HashMap<>();
    said.forEach(
        (replica, loads) ->
            loads.forEach(load -> now.put(new Source(replica, load.topicId()), load)));
    Map<UUID, Rate> rates = new HashMap<>();
    double seconds = (nanos - beforeNanos) / 1e9;
    if (seconds > 0) {
      now.forEach(
          (source, load) -> {
            if (!known.contains(source.replica())) {
              return;
            }
            // A stream that was not there before has been counted from zero on.
            Load last = before.getOrDefault(source, new Load(source.topicId(), 0, 0));
            Rate rate =
                new Rate(
                    Math.max(0, load.records() - last.records()) / seconds,
                    Math.max(0, load.bytes() - last.bytes()) / seconds);
            rates.merge(source.topicId(), rate, LoadRates::sum);
          });
    }
    before = now;
    known = Set.copyOf(said.keySet());
    beforeNanos = nanos;
    return rates;
  }

  /** What was said so far means nothing for what will be. */
  void forget() {
    known = Set.of();
    before = Map.of();
  }

  private static Rate sum(Rate one, Rate other) {
    return new Rate(
        one.recordsPerSecond() + other.recordsPerSecond(),
        one.bytesPerSecond() + other.bytesPerSecond());
  }
}
