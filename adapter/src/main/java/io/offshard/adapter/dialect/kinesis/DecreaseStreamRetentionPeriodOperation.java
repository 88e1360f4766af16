// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.DecreaseStreamRetentionPeriod.Request;
import io.offshard.mapping.lineage.Alteration.LowerRetention;

/** Lets records stay readable less long. */
final class DecreaseStreamRetentionPeriodOperation {
  private final RetentionPeriod retention;

  DecreaseStreamRetentionPeriodOperation(RetentionPeriod retention) {
    this.retention = retention;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    int hours = request.retentionPeriodHours();
    retention.alter(request.streamName(), request.streamArn(), hours, new LowerRetention(hours));
  }
}
