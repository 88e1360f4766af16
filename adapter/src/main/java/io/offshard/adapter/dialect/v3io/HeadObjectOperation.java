// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Sent;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Says whether there is an object, a shard or a directory; the server leaves the body out. */
final class HeadObjectOperation {
  private final Spots spots;
  private final ItemPlaces places;
  private final StoredItems items;
  private final Directories directories;

  HeadObjectOperation(Spots spots, ItemPlaces places, StoredItems items, Directories directories) {
    this.spots = spots;
    this.places = places;
    this.items = items;
    this.directories = directories;
  }

  OwnAnswer handle(Sent sent) {
    ResourcePath path = ResourcePath.of(sent.path());
    Spot spot = spots.of(path);
    if (!spot.isDirectory(path)) {
      ItemPlace place = places.of(spot);
      Optional<StoredItem> stored = items.get(place.key());
      Optional<FoundItem> found = place.found(stored);
      if (found.isPresent()) {
        return new OwnAnswer(
            200,
            ItemHeaders.of(found.get().modified(), "application/octet-stream"),
            ByteBuffer.wrap(stored.map(FoundItem::content).orElse(new byte[0])));
      }
    }
    if (directories.exists(spot)) {
      return OwnAnswer.empty(200, Map.of());
    }
    throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
  }
}
