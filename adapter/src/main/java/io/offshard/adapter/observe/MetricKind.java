// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

/** What a number means over time. */
public enum MetricKind {
  /** Only grows, until the process ends. */
  COUNTER,
  /** A value of this moment. */
  GAUGE,
  /** How many values were in each of some ranges. */
  HISTOGRAM
}
