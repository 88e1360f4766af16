// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.v3io.Places.ShardPlace;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.Location;
import io.offshard.mapping.v3io.LocationCodec;
import io.offshard.mapping.v3io.Seek.Request;
import io.offshard.mapping.v3io.Seek.Response;
import io.offshard.mapping.v3io.SequenceNumber;
import io.offshard.mapping.v3io.V3ioFault;

/** Finds a place in a shard. A shard that nothing was ever written to is not there yet. */
final class SeekOperation {
  private final StreamCatalog catalog;
  private final EndlessShards shards;
  private final RecordedEnds recorded;
  private final LocationCodec locations;
  private final Places places;

  SeekOperation(V3ioCore core, Places places) {
    this.catalog = core.catalog();
    this.shards = core.shards();
    this.recorded = core.recorded();
    this.locations = core.locations();
    this.places = places;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    ShardPlace place = places.shard(call.path(), request.streamName(), request.shardId());
    Lineage stream = catalog.partitioned(place.stream(), place.number());
    shards.requireIterator(stream, place.number());
    long end = shards.latest(stream, place.number());
    if (recorded.end(stream, place.number(), end) == 0) {
      throw V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND);
    }
    Location found =
        switch (request.type()) {
          case EARLIEST -> Location.EARLIEST;
          case LATEST -> Location.at(end);
          case TIME ->
              Location.at(
                  shards.at(
                      stream,
                      place.number(),
                      request
                          .time()
                          .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT))));
          case SEQUENCE -> Location.at(numbered(request, end));
        };
    return new Response(locations.seal(stream.topicId().orElseThrow(), place.number(), found));
  }

  /**
   * The offset of a record, or the end: consumers go on from one more than they have read. What is
   * no longer there is told to who reads there, as clients know how to go on after that.
   */
  private static long numbered(Request request, long end) {
    Long number = request.startingSequenceNumber();
    if (number == null || SequenceNumber.offset(number) > end) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
    }
    return SequenceNumber.offset(number);
  }
}
