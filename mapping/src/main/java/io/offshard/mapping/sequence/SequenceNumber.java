// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.sequence;

import io.offshard.mapping.stream.Decimal;
import java.util.Optional;

/**
 * The number by which a Kinesis client names a record in a shard, or a place between two records.
 * It is a Kafka offset plus one, in the layout that AWS uses, so that tools which take the shard or
 * the time out of a number go on working.
 *
 * <p>The layout ("version 2"), most significant hexadecimal digit first, 47 digits, always 56 in
 * decimal:
 *
 * <pre>
 *   2 | creation second of the shard (9) | lowest digit of the shard index (1) | index (16)
 *     | 00 | second of the record (9) | shard index (8) | 2
 * </pre>
 *
 * <p>Within a shard the numbers are ordered as their indexes are, whatever the record's time.
 *
 * @param shardCreatedSecond when the shard was created, in seconds since 1970, below 2<sup>36</sup>
 * @param shardIndex which shard of the stream, 0 or more
 * @param index offset + 1 of a record; the start offset for the starting number of a shard, so that
 *     it lies below the first record; {@link Long#MAX_VALUE} for the ending number of a closed
 *     shard
 * @param recordSecond when the record was written, in seconds since 1970, below 2<sup>36</sup>
 */
public record SequenceNumber(
    long shardCreatedSecond, int shardIndex, long index, long recordSecond) {
  private static final long VERSION = 2;
  private static final int DIGITS = 56;
  private static final long ENDING = Long.MAX_VALUE;
  private static final int SECOND_BITS = 36;
  private static final long SECOND_MASK = (1L << SECOND_BITS) - 1;

  /** Refuses values that have no place in the layout with an {@link IllegalArgumentException}. */
  public SequenceNumber {
    if (((shardCreatedSecond | recordSecond) & ~SECOND_MASK) != 0) {
      throw new IllegalArgumentException(
          "Second " + shardCreatedSecond + " or " + recordSecond + " does not fit 36 bits");
    }
    if (shardIndex < 0 || index < 0) {
      throw new IllegalArgumentException(
          "Shard index " + shardIndex + " or index " + index + " is negative");
    }
  }

  /** The number of the record at this Kafka offset. */
  public static SequenceNumber ofOffset(
      long shardCreatedSecond, int shardIndex, long offset, long recordSecond) {
    return new SequenceNumber(
        shardCreatedSecond, shardIndex, beforeEnding(offset) + 1, recordSecond);
  }

  /** The number just below the first record of a shard that starts at this Kafka offset. */
  public static SequenceNumber starting(long shardCreatedSecond, int shardIndex, long startOffset) {
    return new SequenceNumber(
        shardCreatedSecond, shardIndex, beforeEnding(startOffset), shardCreatedSecond);
  }

  /** The number above all records of a shard that was closed in this second. */
  public static SequenceNumber ending(long shardCreatedSecond, int shardIndex, long closedSecond) {
    return new SequenceNumber(shardCreatedSecond, shardIndex, ENDING, closedSecond);
  }

  private static long beforeEnding(long offset) {
    if (offset < 0 || offset >= ENDING - 1) {
      throw new IllegalArgumentException("Offset " + offset + " has no sequence number");
    }
    return offset;
  }

  /**
   * Reads what {@link #toString()} writes, for any field values. Empty for everything else: other
   * versions of the layout, an index of 2<sup>63</sup> or more, contradicting shard fields, leading
   * zeros, text that is no number. It comes from clients, so it never throws.
   */
  public static Optional<SequenceNumber> parse(String text) {
    if (text.length() != DIGITS) {
      return Optional.empty();
    }
    return Decimal.parse(text, 3).flatMap(words -> ofWords(words[0], words[1], words[2]));
  }

  private static Optional<SequenceNumber> ofWords(long top, long middle, long bottom) {
    long index = top << 48 | middle >>> 16;
    int shardIndex = (int) (bottom >>> 4);
    boolean legal =
        top >>> 56 == VERSION
            && (bottom & 0xf) == VERSION
            && (middle >>> 8 & 0xff) == 0
            && index >= 0
            && shardIndex >= 0
            && (top >>> 16 & 0xf) == (shardIndex & 0xf);
    return legal
        ? Optional.of(
            new SequenceNumber(
                top >>> 20 & SECOND_MASK,
                shardIndex,
                index,
                (middle & 0xff) << 28 | bottom >>> SECOND_BITS))
        : Optional.empty();
  }

  /**
   * The offset at which a reader asked to begin AT this number begins; not yet clamped to the
   * shard, so it may be -1.
   */
  public long offsetAt() {
    return index - 1;
  }

  /**
   * The offset at which a reader asked to begin AFTER this number begins; not yet clamped to the
   * shard.
   */
  public long offsetAfter() {
    return index;
  }

  /** Whether this is the ending number of a closed shard and so not that of a record. */
  public boolean isEnding() {
    return index == ENDING;
  }

  /** The 56 decimal digits that clients see. */
  @Override
  public String toString() {
    long nibble = shardIndex & 0xf;
    long top = VERSION << 56 | shardCreatedSecond << 20 | nibble << 16 | index >>> 48;
    long middle = index << 16 | recordSecond >>> 28;
    long bottom = recordSecond << SECOND_BITS | (long) shardIndex << 4 | VERSION;
    return Decimal.format(top, middle, bottom);
  }
}
