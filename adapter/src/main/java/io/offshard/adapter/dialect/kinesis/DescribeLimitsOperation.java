// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.DescribeLimits.Request;
import io.offshard.mapping.kinesis.DescribeLimits.Response;

/** Tells how much of the deployment's limits is used. */
final class DescribeLimitsOperation {
  private final StreamCatalog catalog;
  private final int shardLimit;
  private final int onDemandLimit;

  DescribeLimitsOperation(StreamCatalog catalog, int shardLimit, int onDemandLimit) {
    this.catalog = catalog;
    this.shardLimit = shardLimit;
    this.onDemandLimit = onDemandLimit;
  }

  Response handle(Call<Request> call) {
    StreamCatalog.Usage usage = catalog.usage();
    return new Response(shardLimit, usage.shards(), usage.onDemandStreams(), onDemandLimit);
  }
}
