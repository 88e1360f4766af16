// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a table's items, from when it was enabled until it is disabled: a part of each
 * shard of the stream that it hangs on. Immutable.
 *
 * @param label when it was enabled, to the millisecond: it tells the streams of a table apart
 * @param starts where it begins, by partition; in a partition that is missing it begins with the
 *     shard
 * @param disabled null while it goes on
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB
 *     Streams</a>
 */
public record TableStream(
    TableSpec spec, Instant label, Map<Integer, Long> starts, @Nullable Disabled disabled) {

  /** How long a stream can be read after it was disabled. */
  public static final Duration AFTERLIFE = Duration.ofHours(24);

  /**
   * Its end.
   *
   * @param ends where it ends, by partition; in a partition that is missing it has nothing of the
   *     shard that was open then
   */
  public record Disabled(Instant at, Map<Integer, Long> ends) {

    public Disabled {
      ends = Map.copyOf(ends);
    }
  }

  public TableStream {
    starts = Map.copyOf(starts);
  }

  /** The table's name. */
  public String table() {
    return spec.table();
  }

  /** Whether changes are still coming. */
  public boolean isEnabled() {
    return disabled == null;
  }

  /** Whether it is shown at that instant. */
  public boolean isListed(Instant now) {
    return disabled == null || now.isBefore(disabled.at().plus(AFTERLIFE));
  }

  /** The first offset of the shard that belongs to it. */
  public long startIn(Shard shard) {
    return Math.max(shard.startOffset(), starts.getOrDefault(shard.partition(), 0L));
  }

  /** The offset behind the last one of the shard that belongs to it; none while both go on. */
  public long endIn(Shard shard) {
    if (disabled == null || shard.closedAt(disabled.at())) {
      return Math.max(startIn(shard), shard.endOffset());
    }
    long end = disabled.ends().getOrDefault(shard.partition(), 0L);
    return Math.max(startIn(shard), Math.min(end, shard.endOffset()));
  }

  /** Whether it has a part in the shard at all. */
  public boolean includes(Shard shard) {
    boolean endedBefore =
        !shard.isOpen() && shard.endOffset() <= starts.getOrDefault(shard.partition(), 0L);
    boolean beganAfter = disabled != null && !shard.opened().isBefore(disabled.at());
    return !beganAfter && !(endedBefore && shard.closedAt(label));
  }

  TableStream disabled(Instant at, Map<Integer, Long> ends) {
    return new TableStream(spec, label, starts, new Disabled(at, ends));
  }
}
