// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.ShardFilter;
import io.offshard.mapping.kinesis.ShardFilterType;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which shards a ListShards call is about, as of one instant; the same for all its pages. A pure
 * function of the lineage and that instant.
 *
 * @param timestamp the filter's, in the two types that have one, else 1970
 * @param asOf when the first page was asked for
 * @param after only shards of a higher index
 */
record ShardSelection(ShardFilterType type, Instant timestamp, Instant asOf, int after) {

  /** The selection of a first page. */
  static ShardSelection of(
      @Nullable ShardFilter filter, int after, Instant now, StreamLookup lookup, String stream) {
    if (filter == null) {
      return new ShardSelection(ShardFilterType.FROM_TRIM_HORIZON, Instant.EPOCH, now, after);
    }
    return switch (filter.type()) {
      case AFTER_SHARD_ID -> {
        String shardId = need(filter.shardId(), "ShardId", filter.type());
        yield new ShardSelection(
            filter.type(), Instant.EPOCH, now, Math.max(after, lookup.shardIndex(shardId, stream)));
      }
      case AT_TIMESTAMP, FROM_TIMESTAMP ->
          new ShardSelection(
              filter.type(), need(filter.timestamp(), "Timestamp", filter.type()), now, after);
      case AT_TRIM_HORIZON, FROM_TRIM_HORIZON, AT_LATEST ->
          new ShardSelection(filter.type(), Instant.EPOCH, now, after);
    };
  }

  private static <T> T need(@Nullable T member, String name, ShardFilterType type) {
    if (member == null) {
      throw Faults.refuse(KinesisFault.shardFilterLacks(name, type));
    }
    return member;
  }

  /** The shards by ascending index. */
  List<Shard> of(Lineage stream) {
    return stream.shards(asOf).stream()
        .filter(shard -> shard.index() > after && selects(shard, stream))
        .toList();
  }

  /**
   * Whether the filter takes a shard that is not expired. No instant counts as before the stream's
   * creation: that was told by the clock of another machine.
   */
  private boolean selects(Shard shard, Lineage stream) {
    return switch (type) {
      case AFTER_SHARD_ID, FROM_TRIM_HORIZON -> true;
      case FROM_TIMESTAMP -> !shard.closedAt(clamp(timestamp, stream.horizon(asOf)));
      case AT_LATEST -> shard.openAt(clamp(asOf, stream.horizon(asOf)));
      case AT_TRIM_HORIZON -> shard.openAt(stream.horizon(asOf));
      case AT_TIMESTAMP -> shard.openAt(clamp(timestamp, stream.horizon(asOf)));
    };
  }

  private static Instant clamp(Instant instant, Instant earliest) {
    return instant.isBefore(earliest) ? earliest : instant;
  }
}
