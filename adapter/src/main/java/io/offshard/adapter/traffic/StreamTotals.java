// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import java.util.Collections;
import java.util.Map;

/**
 * The counts of a stream at one moment.
 *
 * @param stream its name, or {@link Traffic#OTHER}
 * @param callsIn calls that wrote
 * @param callsOut calls that asked for pages
 * @param all of all its shards
 * @param shards of those that have counters of their own, by index
 * @param otherShards of the others
 */
public record StreamTotals(
    String stream,
    long callsIn,
    long callsOut,
    Totals all,
    Map<Integer, Totals> shards,
    Totals otherShards) {

  /** Keeps the order of the map. */
  public StreamTotals {
    shards = Collections.unmodifiableMap(shards);
  }
}
