// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import java.io.Serial;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A batch of records that was refused for good, though calls before may have written some of it.
 * The message is the service's. Places are counted from 0, in the batch.
 */
public final class RefusedBatch extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** How the service names a record: counted from 1, among those of the call. */
  private static final Pattern NAMED = Pattern.compile("'records\\.([0-9]{1,9})\\.member\\.");

  private final int refused;
  private final int firstLeft;
  private final int written;

  /**
   * Of a call.
   *
   * @param left the places of those records that were in the call, ascending
   * @param size of the batch
   */
  RefusedBatch(CallFailure why, List<Integer> left, int size) {
    super(why.getMessage(), why);
    Matcher named = NAMED.matcher(String.valueOf(why.getMessage()));
    int number = named.find() ? Integer.parseInt(named.group(1)) : 0;
    this.refused = number >= 1 && number <= left.size() ? left.get(number - 1) : -1;
    this.firstLeft = left.getFirst();
    this.written = size - left.size();
  }

  /** The place of the record that is to blame, where the service names one. */
  public OptionalInt refused() {
    return refused < 0 ? OptionalInt.empty() : OptionalInt.of(refused);
  }

  /** The place of the first record that was not written. */
  public int firstLeft() {
    return firstLeft;
  }

  /** How many were written. */
  public int written() {
    return written;
  }
}
