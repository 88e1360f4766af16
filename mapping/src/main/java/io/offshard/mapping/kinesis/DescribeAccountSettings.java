// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the account has promised.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html">DescribeAccountSettings</a>
 */
public final class DescribeAccountSettings {
  private DescribeAccountSettings() {}

  /** Nothing to say. */
  public record Request() {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE = Struct.of(Request.class);
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
