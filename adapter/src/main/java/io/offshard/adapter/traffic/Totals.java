// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The counts of a shard, or of several, at one moment.
 *
 * @param polledBehind how far, in milliseconds, the pages of the last minute or two that clients
 *     asked for were behind the newest record at most; empty when there was none
 * @param pushedBehind the same of what was pushed to subscribers
 */
public record Totals(
    Map<Count, Long> counts, OptionalLong polledBehind, OptionalLong pushedBehind) {

  /** Copies the map, in which every count is. */
  public Totals {
    counts = Map.copyOf(counts);
  }

  /** One of them. */
  public long of(Count count) {
    return counts.getOrDefault(count, 0L);
  }
}
