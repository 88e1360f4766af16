// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The largest of the values of the last minute or two, and of all since the last look where that is
 * longer ago. Values are told by many threads, looked at by one.
 */
final class Peak {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongAccumulator current = new LongAccumulator(Math::max, -1);
  private long previous = -1;
  private long began;

  Peak(long nanos) {
    this.began = nanos;
  }

  /** Not negative. */
  void tell(long value) {
    current.accumulate(value);
  }

  /** Empty when there was none. */
  OptionalLong look(long nanos) {
    long peak = Math.max(previous, current.get());
    if (nanos - began >= MINUTE) {
      previous = current.getThenReset();
      began = nanos;
    }
    return peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak);
  }
}
