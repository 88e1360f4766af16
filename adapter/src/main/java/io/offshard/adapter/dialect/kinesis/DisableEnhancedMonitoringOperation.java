// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring.Request;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring.Response;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.StreamSettings;

/** Takes from the metrics that are wanted for each shard. */
final class DisableEnhancedMonitoringOperation {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;
  private final Account account;

  DisableEnhancedMonitoringOperation(
      StreamLifecycle streams, StreamLookup lookup, Account account) {
    this.streams = streams;
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    Alteration change = new RemoveMetrics(Descriptions.metrics(request.shardLevelMetrics()));
    StreamSettings before = streams.alter(name, change);
    return new Response(
        name,
        Descriptions.metrics(before),
        Descriptions.metrics(change.on(before)),
        account.streamArn(name));
  }
}
