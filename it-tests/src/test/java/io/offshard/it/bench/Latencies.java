// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.Arrays;

/** How long calls took, to 2 % of the value, in little memory. Not thread-safe. */
final class Latencies {

  /** Steps between a power of two and the next. */
  private static final int STEPS_BITS = 6;

  private final long[] counts = new long[64 << STEPS_BITS];

  void add(long nanos) {
    counts[slot(Math.max(nanos, 1 << STEPS_BITS))]++;
  }

  void add(Latencies other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
  }

  /** The shortest time in milliseconds that {@code share} of all calls kept to; 0 without calls. */
  double millis(double share) {
    long left = (long) Math.ceil(Arrays.stream(counts).sum() * share);
    for (int i = 0; i < counts.length && left > 0; i++) {
      left -= counts[i];
      if (left <= 0) {
        return upperEnd(i) / 1e6;
      }
    }
    return 0;
  }

  private static int slot(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (power - STEPS_BITS)) - (1 << STEPS_BITS);
    return (power << STEPS_BITS) + step;
  }

  private static double upperEnd(int slot) {
    int power = slot >>> STEPS_BITS;
    int step = slot & ((1 << STEPS_BITS) - 1);
    return Math.scalb((double) ((1 << STEPS_BITS) + step + 1), power - STEPS_BITS);
  }
}
