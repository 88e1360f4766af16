// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much a stream is to take, as its owner has decided it. Immutable.
 *
 * @param warmMiBps what an on-demand stream is to be ready to take, in MiB per second; null where
 *     nothing was said
 * @param switches when the mode was changed in the last day before the latest change, by the
 *     lineage log's clock, oldest first
 */
public record Capacity(CapacityMode mode, @Nullable Integer warmMiBps, List<Instant> switches) {
  /** How long a change of the mode counts. */
  private static final Duration DAY = Duration.ofDays(1);

  /** So many changes are remembered at most. */
  public static final int MOST_SWITCHES = 100;

  public Capacity {
    switches = List.copyOf(switches);
  }

  /** Of a new stream. */
  static Capacity of(CapacityMode mode) {
    return new Capacity(mode, null, List.of());
  }

  /** How often the mode was changed in the day before that instant. */
  public long switchesBefore(Instant now) {
    return switches.stream().filter(at -> at.isAfter(now.minus(DAY))).count();
  }

  /** Another mode; a throughput is kept only on demand, and a new one takes its place. */
  Capacity in(CapacityMode next, @Nullable Integer newWarmMiBps) {
    Integer kept = newWarmMiBps == null ? warmMiBps : newWarmMiBps;
    return new Capacity(next, next == CapacityMode.ON_DEMAND ? kept : null, switches);
  }

  Capacity warm(Integer newWarmMiBps) {
    return new Capacity(mode, newWarmMiBps, switches);
  }

  /** With the change of the mode remembered. */
  Capacity switchedAt(Instant at) {
    List<Instant> all =
        Stream.concat(switches.stream().filter(each -> each.isAfter(at.minus(DAY))), Stream.of(at))
            .toList();
    return new Capacity(
        mode, warmMiBps, all.subList(Math.max(0, all.size() - MOST_SWITCHES), all.size()));
  }
}
