// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;

/** Finds the items that paths mean. */
final class ItemPlaces {
  private final Spots spots;
  private final EndlessShards shards;
  private final RecordedEnds recorded;

  ItemPlaces(Spots spots, EndlessShards shards, RecordedEnds recorded) {
    this.spots = spots;
    this.shards = shards;
    this.recorded = recorded;
  }

  /**
   * The place of an item or an object; whether there is one remains to be seen.
   *
   * @throws io.offshard.adapter.dialect.Refusal where there can be none
   */
  ItemPlace of(String path) {
    ResourcePath place = ResourcePath.of(path);
    Spot spot = spots.of(place);
    if (spot.isDirectory(place)) {
      throw V3ioFaults.refuse(V3ioFault.IS_A_DIRECTORY);
    }
    return of(spot);
  }

  /** The same of a place that is no directory. */
  ItemPlace of(Spot spot) {
    Lineage stream = spot.stream();
    if (stream == null || spot.shard().isEmpty()) {
      return new ItemPlace.Stored(spot.object());
    }
    int number = spot.shard().getAsInt();
    if (number >= EndlessShards.count(stream)) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    long end = recorded.end(stream, number, shards.latest(stream, number));
    return new ItemPlace.Shard(spot.shard(number), stream, number, end);
  }
}
