// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.UpdateStream.Request;
import io.offshard.mapping.v3io.V3ioFault;
import java.time.Duration;

/** Gives a stream more shards, and answers when they are there. */
final class UpdateStreamOperation {
  private final StreamCatalog catalog;
  private final Resharder resharder;
  private final Places places;
  private final Duration patience;

  UpdateStreamOperation(V3ioCore core, Places places) {
    this.catalog = core.catalog();
    this.resharder = core.resharder();
    this.places = places;
    this.patience = core.patience();
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    String name = places.stream(call.path(), request.streamName());
    Lineage stream = settled(name); // what else is under way comes first
    if (request.shardCount() <= EndlessShards.count(stream)) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_SHARD_COUNT);
    }
    resharder.spread(name, request.shardCount());
    if (EndlessShards.count(settled(name)) < request.shardCount()) {
      throw V3ioFaults.refuse(V3ioFault.UNAVAILABLE); // Kafka has not made them after all
    }
  }

  private Lineage settled(String name) {
    return catalog
        .settled(name, patience)
        .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND));
  }
}
