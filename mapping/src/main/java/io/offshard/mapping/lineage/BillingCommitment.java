// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account's promise to use streams so much that it pays less for each, with its times by the
 * lineage log's clock. It holds for at least a day: ended before, it goes on until then.
 *
 * @param endsAt when it ends or has ended; null while nobody has ended it
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html">The
 *     rules</a>
 */
public record BillingCommitment(Instant startedAt, @Nullable Instant endsAt) {
  private static final Duration SHORTEST = Duration.ofDays(1);

  /** Where the commitment stands. */
  public enum Status {
    ENABLED,
    DISABLED,
    /** It was ended too early and holds until it may end. */
    ENABLED_UNTIL_EARLIEST_ALLOWED_END
  }

  /** When it may end. */
  public Instant earliestEnd() {
    return startedAt.plus(SHORTEST);
  }

  /** Where it stands at an instant that does not lie before the last change. */
  public Status status(Instant now) {
    if (endsAt == null) {
      return Status.ENABLED;
    }
    return endsAt.equals(earliestEnd()) && now.isBefore(endsAt)
        ? Status.ENABLED_UNTIL_EARLIEST_ALLOWED_END
        : Status.DISABLED;
  }

  /**
   * The commitment after it has been asked for, or asked to end; to ask for one that is about to
   * end keeps it.
   *
   * @param before null where there was none yet
   */
  static @Nullable BillingCommitment next(
      @Nullable BillingCommitment before, boolean wanted, Instant at) {
    if (before == null || before.status(at) == Status.DISABLED) {
      return wanted ? new BillingCommitment(at, null) : before;
    }
    if (wanted) {
      return new BillingCommitment(before.startedAt(), null);
    }
    return before.endsAt() == null ? before.ending(at) : before;
  }

  private BillingCommitment ending(Instant at) {
    return new BillingCommitment(startedAt, at.isBefore(earliestEnd()) ? earliestEnd() : at);
  }
}
