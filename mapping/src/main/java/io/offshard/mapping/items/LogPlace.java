// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

/**
 * Where a record stands in the log of items.
 *
 * @param millis when it was written, by the log's clock, since 1970
 */
public record LogPlace(long offset, long millis) {
  private static final long NANOS = 1_000_000;

  /** The time in nanoseconds since 1970, made unique among all records of the log. */
  public long uniqueNanos() {
    return millis * NANOS + offset % NANOS;
  }
}
