// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.v3io.AttributeSelection;
import io.offshard.mapping.v3io.GetItem.Request;
import io.offshard.mapping.v3io.GetItem.Response;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads attributes of an item or of a shard. */
final class GetItemOperation {
  private final ItemPlaces places;
  private final StoredItems items;

  GetItemOperation(ItemPlaces places, StoredItems items) {
    this.places = places;
    this.items = items;
  }

  OwnAnswer handle(Call<Request> call) {
    ItemPlace place = places.of(call.path());
    AttributeSelection wanted = call.request().selection();
    Optional<StoredItem> stored =
        FoundItem.tellsTime(wanted) ? items.inTurn(place.key()) : items.get(place.key());
    FoundItem item =
        place.found(stored).orElseThrow(() -> V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE));
    Response response = Response.with(wanted.of(item.own(), item.system()));
    return new OwnAnswer(
        200,
        ItemHeaders.of(item.modified(), "application/json"),
        ByteBuffer.wrap(Response.SHAPE.encode(Wire.JSON, response)));
  }
}
