// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentInputStatus;
import io.offshard.mapping.kinesis.UpdateAccountSettings.Request;
import io.offshard.mapping.kinesis.UpdateAccountSettings.Response;
import java.time.Clock;

/** Begins or ends the promise of the account. Nothing is billed here; it is kept and shown. */
final class UpdateAccountSettingsOperation {
  private final StreamLifecycle streams;
  private final Clock clock;

  UpdateAccountSettingsOperation(StreamLifecycle streams, Clock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    boolean wanted =
        request.minimumThroughputBillingCommitment().status()
            == MinimumThroughputBillingCommitmentInputStatus.ENABLED;
    return new Response(AccountSettings.of(streams.commit(wanted), clock.instant()));
  }
}
