// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the commitment of the account stands.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentOutput.html">MinimumThroughputBillingCommitmentOutput</a>
 */
public record MinimumThroughputBillingCommitmentOutput(
    MinimumThroughputBillingCommitmentOutputStatus status,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant earliestAllowedEndAt) {
  /** The declaration of the members. */
  public static final Struct<MinimumThroughputBillingCommitmentOutput> SHAPE =
      Struct.of(
          MinimumThroughputBillingCommitmentOutput.class,
          Member.required(
              "Status", EnumText.of(MinimumThroughputBillingCommitmentOutputStatus.class)),
          Member.of("StartedAt", Timestamp.any()),
          Member.of("EndedAt", Timestamp.any()),
          Member.of("EarliestAllowedEndAt", Timestamp.any()));
}
