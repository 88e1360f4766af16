// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutput;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutputStatus;
import io.offshard.mapping.lineage.BillingCommitment;
import java.time.Instant;
import java.util.Optional;

/** The settings of the account as Kinesis describes them. */
final class AccountSettings {
  private AccountSettings() {}

  /** Nothing promised yet is the same as an end long ago, without the times. */
  static MinimumThroughputBillingCommitmentOutput of(
      Optional<BillingCommitment> promise, Instant now) {
    return promise
        .map(held -> of(held, now))
        .orElse(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.DISABLED, null, null, null));
  }

  private static MinimumThroughputBillingCommitmentOutput of(BillingCommitment held, Instant now) {
    MinimumThroughputBillingCommitmentOutputStatus status =
        switch (held.status(now)) {
          case ENABLED -> MinimumThroughputBillingCommitmentOutputStatus.ENABLED;
          case DISABLED -> MinimumThroughputBillingCommitmentOutputStatus.DISABLED;
          case ENABLED_UNTIL_EARLIEST_ALLOWED_END ->
              MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END;
        };
    boolean ended = status == MinimumThroughputBillingCommitmentOutputStatus.DISABLED;
    return new MinimumThroughputBillingCommitmentOutput(
        status, held.startedAt(), ended ? held.endsAt() : null, held.earliestEnd());
  }
}
