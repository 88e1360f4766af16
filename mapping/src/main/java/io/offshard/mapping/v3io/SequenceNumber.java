// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

/**
 * The number of a record in its shard: the first one has 1, so it is one more than the offset of
 * Kafka, and what a consumer has committed is the offset that it goes on from. 0 is no record.
 */
public final class SequenceNumber {
  private SequenceNumber() {}

  /** The number of the record at that offset. */
  public static long of(long offset) {
    return offset + 1;
  }

  /** The offset of the record with that number, which is 1 or more. */
  public static long offset(long number) {
    return number - 1;
  }
}
