// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;

/** Finds the items that paths mean. */
final class ItemPlaces {
  private final Spots spots;
  private final EndlessShards shards;

  ItemPlaces(Spots spots, EndlessShards shards) {
    this.spots = spots;
    this.shards = shards;
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
    if (spot.stream() == null || spot.shard().isEmpty()) {
      return new ItemPlace.Stored(spot.object());
    }
    int number = spot.shard().getAsInt();
    if (number >= EndlessShards.count(spot.stream())) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    long end = shards.latest(spot.stream(), number);
    return new ItemPlace.Shard(spot.shard(number), spot.stream(), number, end);
  }
}
