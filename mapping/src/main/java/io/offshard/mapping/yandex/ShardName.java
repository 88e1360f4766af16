// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The ids of shards: {@code shard-000000} is that of partition 0. */
public final class ShardName {
  private static final String PREFIX = "shard-";
  private static final Pattern FORM = Pattern.compile("shard-\\d{6,10}");

  private ShardName() {}

  /** The id of the shard of a partition. */
  public static String of(int partition) {
    return String.format(Locale.ROOT, PREFIX + "%06d", partition);
  }

  /**
   * The partition; empty for what {@link #of} does not write. It comes from clients. There can be
   * one more than that, as the number of partitions is an int.
   */
  public static OptionalInt parse(String id) {
    if (!FORM.matcher(id).matches()) {
      return OptionalInt.empty();
    }
    long partition = Long.parseLong(id, PREFIX.length(), id.length(), 10);
    return partition < Integer.MAX_VALUE && of((int) partition).equals(id)
        ? OptionalInt.of((int) partition)
        : OptionalInt.empty();
  }
}
