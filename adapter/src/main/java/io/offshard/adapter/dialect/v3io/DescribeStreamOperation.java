// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.DescribeStream.Request;
import io.offshard.mapping.v3io.DescribeStream.Response;
import io.offshard.mapping.v3io.V3ioFault;

/** Tells how many shards a stream has and how long it keeps records. */
final class DescribeStreamOperation {
  private final StreamCatalog catalog;
  private final Places places;

  DescribeStreamOperation(StreamCatalog catalog, Places places) {
    this.catalog = catalog;
    this.places = places;
  }

  Response handle(Call<Request> call) {
    Lineage stream = catalog.describe(places.stream(call.path(), call.request().streamName()));
    if (!stream.isServing()) {
      throw V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND);
    }
    return new Response(EndlessShards.count(stream), stream.settings().retentionHours());
  }
}
