// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring.Request;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring.Response;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.StreamSettings;

/** Adds to the metrics that are wanted for each shard. */
final class EnableEnhancedMonitoringOperation {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;
  private final Account account;

  EnableEnhancedMonitoringOperation(StreamLifecycle streams, StreamLookup lookup, Account account) {
    this.streams = streams;
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    Alteration change = new AddMetrics(Descriptions.metrics(request.shardLevelMetrics()));
    StreamSettings before = streams.alter(name, change);
    return new Response(
        name,
        Descriptions.metrics(before),
        Descriptions.metrics(change.on(before)),
        account.streamArn(name));
  }
}
