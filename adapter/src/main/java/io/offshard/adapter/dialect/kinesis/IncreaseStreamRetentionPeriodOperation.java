// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.IncreaseStreamRetentionPeriod.Request;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;

/** Lets records stay readable longer. What has expired by then does not come back. */
final class IncreaseStreamRetentionPeriodOperation {
  private final RetentionPeriod retention;

  IncreaseStreamRetentionPeriodOperation(RetentionPeriod retention) {
    this.retention = retention;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    int hours = request.retentionPeriodHours();
    retention.alter(request.streamName(), request.streamArn(), hours, new RaiseRetention(hours));
  }
}
