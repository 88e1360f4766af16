// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.mapping.items.StoredItem;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Answers with what is in objects. A shard has no content: its records are read in another way. */
record ObjectContents(ItemPlaces places, StoredItems items) {

  /** The object, or the shard, that is at a place which is no directory; empty for none. */
  Optional<OwnAnswer> at(Spot spot) {
    ItemPlace place = places.of(spot);
    Optional<StoredItem> stored = items.get(place.key());
    return place
        .found(stored)
        .map(
            item ->
                new OwnAnswer(
                    200,
                    ItemHeaders.of(item.modified(), "application/octet-stream"),
                    ByteBuffer.wrap(stored.map(FoundItem::content).orElse(new byte[0]))));
  }
}
