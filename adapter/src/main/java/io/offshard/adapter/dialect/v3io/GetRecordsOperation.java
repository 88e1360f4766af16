// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.v3io.Places.ShardPlace;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Meters.Direction;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.EndlessShards.Page;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.envelope.Envelope;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.v3io.GetRecords.Request;
import io.offshard.mapping.v3io.GetRecordsWriter;
import io.offshard.mapping.v3io.Location;
import io.offshard.mapping.v3io.LocationCodec;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the records at a location. */
final class GetRecordsOperation {
  /** A stream, and a place in the shard that is asked for. */
  private record Opened(Lineage stream, Location location) {}

  private final StreamCatalog catalog;
  private final EndlessShards shards;
  private final LocationCodec locations;
  private final Places places;
  private final Meters meters;
  private final int pageBytes;

  GetRecordsOperation(V3ioCore core, Places places) {
    this.catalog = core.catalog();
    this.shards = core.shards();
    this.locations = core.locations();
    this.places = places;
    this.meters = core.meters();
    this.pageBytes = core.pageBytes();
  }

  /** There is one encoding only, which the wire says. */
  ByteBuffer handle(Call<Request> call, Wire json) {
    Request request = call.request();
    ShardPlace place = places.shard(call.path(), request.streamName(), request.shardId());
    int partition = place.number();
    Opened opened = open(request.location(), place);
    Lineage stream = opened.stream();
    Page page =
        shards.read(stream, partition, opened.location().offset(), request.most(), pageBytes);
    requireUntrimmed(opened, page, partition);
    return answer(
        page,
        partition,
        locations.seal(stream.topicId().orElseThrow(), partition, Location.at(page.next())));
  }

  /** A stream of that name may have been made anew by another replica. */
  private Opened open(String location, ShardPlace place) {
    Lineage stream = catalog.partitioned(place.stream(), place.number());
    return opened(location, place, stream)
        .or(
            () -> {
              Lineage latest = catalog.describe(place.stream());
              return latest.topicId().equals(stream.topicId())
                  ? Optional.empty()
                  : opened(location, place, latest);
            })
        .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.ILLEGAL_LOCATION));
  }

  private Optional<Opened> opened(String location, ShardPlace place, Lineage stream) {
    UUID topicId = stream.topicId().orElse(null);
    return topicId == null || place.number() >= EndlessShards.count(stream)
        ? Optional.empty()
        : locations.open(location, topicId, place.number()).map(found -> new Opened(stream, found));
  }

  /**
   * Refuses a location whose record is no longer there. Only a gap can come of that, and a gap may
   * come of much else, so that Kafka is asked for the beginning after a gap alone.
   */
  private void requireUntrimmed(Opened opened, Page page, int partition) {
    long from = opened.location().offset();
    long first = page.records().isEmpty() ? page.next() : page.records().getFirst().offset();
    if (first > from
        && !opened.location().isEarliest()
        && shards.earliest(opened.stream(), partition) > from) {
      throw V3ioFaults.refuse(V3ioFault.ILLEGAL_LOCATION);
    }
  }

  private ByteBuffer answer(Page page, int partition, String next) {
    long bytes = Batch.bytes(page.records());
    meters.records(Direction.OUT, page.records().size(), bytes);
    GetRecordsWriter answer =
        new GetRecordsWriter(
            page.records().size(), bytes, next, page.millisBehind(), page.behind());
    for (Batch.Entry entry : page.records()) {
      answer.record(
          entry.offset(),
          entry.shownMillis(),
          entry.value(),
          entry.clientInfo(),
          key(entry.key(), partition));
    }
    return answer.end();
  }

  /** One that is there is shown as it is, if that is a text. */
  private static @Nullable ByteBuffer key(@Nullable ByteBuffer key, int partition) {
    return key == null || !key.hasRemaining() ? key : Envelope.partitionKeyUtf8(key, partition);
  }
}
