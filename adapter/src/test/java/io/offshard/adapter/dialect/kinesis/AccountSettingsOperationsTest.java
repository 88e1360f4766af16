// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kinesis.DescribeAccountSettings;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentInput;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentInputStatus;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutput;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutputStatus;
import io.offshard.mapping.kinesis.UpdateAccountSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The operations on the settings of the account. */
class AccountSettingsOperationsTest extends SettingsWorld {
  @Test
  void theAccountsCommitmentGoesByTheServicesRules() {
    Instant began = Instant.parse("2026-01-01T00:00:02Z"); // two events have made the stream
    Instant end = began.plus(Duration.ofDays(1));

    assertThat(settings(began).status())
        .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
    assertThat(update(MinimumThroughputBillingCommitmentInputStatus.ENABLED, began))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.ENABLED, began, null, end));
    assertThat(update(MinimumThroughputBillingCommitmentInputStatus.DISABLED, began))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END,
                began,
                null,
                end));
    assertThat(settings(end))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.DISABLED, began, end, end));
  }

  private MinimumThroughputBillingCommitmentOutput settings(Instant now) {
    return Objects.requireNonNull(
        ask(
                new DescribeAccountSettingsOperation(catalog, Clock.fixed(now, ZoneOffset.UTC))
                    ::handle,
                new DescribeAccountSettings.Request())
            .minimumThroughputBillingCommitment());
  }

  private MinimumThroughputBillingCommitmentOutput update(
      MinimumThroughputBillingCommitmentInputStatus status, Instant now) {
    return Objects.requireNonNull(
        ask(
                new UpdateAccountSettingsOperation(streams, Clock.fixed(now, ZoneOffset.UTC))
                    ::handle,
                new UpdateAccountSettings.Request(
                    new MinimumThroughputBillingCommitmentInput(status)))
            .minimumThroughputBillingCommitment());
  }
}
