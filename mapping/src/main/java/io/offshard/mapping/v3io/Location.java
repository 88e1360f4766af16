// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

/**
 * A place in a shard, to read from. It never expires by itself.
 *
 * @param next the sequence number of the next record; 0 for the first that is still there, whatever
 *     its number
 */
public record Location(long next) {
  /** The beginning of the shard: what is dropped there meanwhile does no harm. */
  public static final Location EARLIEST = new Location(0);

  public Location {
    if (next < 0) {
      throw new IllegalArgumentException("no record has the number " + next);
    }
  }

  /** The place at that offset. */
  public static Location at(long offset) {
    return new Location(SequenceNumber.of(offset));
  }

  /** Whether it means the first record that is still there. */
  public boolean isEarliest() {
    return next == 0;
  }

  /** The offset to read from. */
  public long offset() {
    return isEarliest() ? 0 : SequenceNumber.offset(next);
  }
}
