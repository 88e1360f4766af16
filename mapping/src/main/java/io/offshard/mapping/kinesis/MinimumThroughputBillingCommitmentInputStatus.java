// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Whether the account wants the commitment. */
public enum MinimumThroughputBillingCommitmentInputStatus {
  ENABLED,
  DISABLED
}
