// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring.Request;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring.Response;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;

/** Takes from the metrics that are wanted for each shard. */
final class DisableEnhancedMonitoringOperation {
  private final StreamMonitoring monitoring;

  DisableEnhancedMonitoringOperation(StreamMonitoring monitoring) {
    this.monitoring = monitoring;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    return monitoring.alter(
        request.streamName(),
        request.streamArn(),
        new RemoveMetrics(Descriptions.metrics(request.shardLevelMetrics())),
        Response::new);
  }
}
