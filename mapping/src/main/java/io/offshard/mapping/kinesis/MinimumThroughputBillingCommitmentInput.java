// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;

/**
 * Whether the account commits itself to a minimum throughput, which has it pay less for each
 * stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html">MinimumThroughputBillingCommitmentInput</a>
 */
public record MinimumThroughputBillingCommitmentInput(
    MinimumThroughputBillingCommitmentInputStatus status) {
  /** The declaration of the members. */
  public static final Struct<MinimumThroughputBillingCommitmentInput> SHAPE =
      Struct.of(
          MinimumThroughputBillingCommitmentInput.class,
          Member.required(
              "Status", EnumText.of(MinimumThroughputBillingCommitmentInputStatus.class)));
}
