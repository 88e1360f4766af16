// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring.Request;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring.Response;
import io.offshard.mapping.lineage.Alteration.AddMetrics;

/** Adds to the metrics that are wanted for each shard. */
final class EnableEnhancedMonitoringOperation {
  private final StreamMonitoring monitoring;

  EnableEnhancedMonitoringOperation(StreamMonitoring monitoring) {
    this.monitoring = monitoring;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    return monitoring.alter(
        request.streamName(),
        request.streamArn(),
        new AddMetrics(Descriptions.metrics(request.shardLevelMetrics())),
        Response::new);
  }
}
