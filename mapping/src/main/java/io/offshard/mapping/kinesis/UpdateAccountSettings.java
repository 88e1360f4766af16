// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Changes what the account promises.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
public final class UpdateAccountSettings {
  private UpdateAccountSettings() {}

  /** What it shall be. */
  public record Request(
      MinimumThroughputBillingCommitmentInput minimumThroughputBillingCommitment) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required(
                "MinimumThroughputBillingCommitment",
                MinimumThroughputBillingCommitmentInput.SHAPE));
  }

  /** The commitment. */
  public record Response(
      @Nullable MinimumThroughputBillingCommitmentOutput minimumThroughputBillingCommitment) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.of(
                "MinimumThroughputBillingCommitment",
                MinimumThroughputBillingCommitmentOutput.SHAPE));
  }
}
