// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LogRecord.Load;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private long beforeNanos;
  private boolean begun;

  /**
   * The rates since the last time; empty the first time.
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
    if (begun && seconds > 0) {
      now.forEach(
          (source, load) -> {
            // A replica that was not there before has begun to count at zero.
            Load last = before.getOrDefault(source, new Load(source.topicId(), 0, 0));
            Rate rate =
                new Rate(
                    Math.max(0, load.records() - last.records()) / seconds,
                    Math.max(0, load.bytes() - last.bytes()) / seconds);
            rates.merge(source.topicId(), rate, LoadRates::sum);
          });
    }
    before = now;
    beforeNanos = nanos;
    begun = true;
    return rates;
  }

  /** What was said so far means nothing for what will be. */
  void forget() {
    begun = false;
    before = Map.of();
  }

  private static Rate sum(Rate one, Rate other) {
    return new Rate(
        one.recordsPerSecond() + other.recordsPerSecond(),
        one.bytesPerSecond() + other.bytesPerSecond());
  }
}
