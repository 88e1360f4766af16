// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Where a commitment stands. */
public enum MinimumThroughputBillingCommitmentOutputStatus {
  ENABLED,
  DISABLED,
  /** It was disabled within its first day and ends when that is over. */
  ENABLED_UNTIL_EARLIEST_ALLOWED_END
}
