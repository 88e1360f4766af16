// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.subscription;

import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.ClaimRecord.Release;
import java.util.UUID;

/**
 * What the log of claims says about one shard for one consumer. A claim wins where the one before
 * it was given back or is old enough. It is measured by the claim before it, whether that won or
 * not, and by nothing that lies further back: so a reader to whom the log's older part came
 * compacted, with the last record of each key only, decides as all others do. Immutable.
 *
 * @param nonce the last claim
 * @param atMillis when it was written, by the log's clock
 * @param free whether it was given back
 */
public record Tenure(UUID nonce, long atMillis, boolean free) {
  /** Where nobody has claimed anything. */
  public static final Tenure NONE = new Tenure(new UUID(0, 0), 0, true);

  /**
   * Whether the claim wins that comes next.
   *
   * @param atMillis when it was written, by the log's clock; one that was set back, by as much as
   *     keeps others waiting, must not make them wait until it has caught up
   */
  public boolean yieldsTo(Claim claim, long atMillis) {
    return free || Math.abs(atMillis - this.atMillis) >= claim.takeoverMillis();
  }

  /** What the log says with that record. */
  public Tenure after(ClaimRecord next, long atMillis) {
    return switch (next) {
      case Claim claim -> new Tenure(claim.nonce(), atMillis, false);
      case Release release when release.nonce().equals(nonce) ->
          new Tenure(nonce, this.atMillis, true);
      case Release release -> this; // it was taken over from
    };
  }
}
