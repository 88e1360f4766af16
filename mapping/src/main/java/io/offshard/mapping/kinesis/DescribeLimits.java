// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;

/**
 * Tells how many shards and streams on demand the account has and may have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
public final class DescribeLimits {
  private DescribeLimits() {}

  /** Nothing to say. */
  public record Request() {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE = Struct.of(Request.class);
  }

  /** The counts and their limits. */
  public record Response(
      Integer shardLimit,
      Integer openShardCount,
      Integer onDemandStreamCount,
      Integer onDemandStreamCountLimit) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("ShardLimit", Members.COUNT),
            Member.required("OpenShardCount", Members.COUNT),
            Member.required("OnDemandStreamCount", Members.COUNT),
            Member.required("OnDemandStreamCountLimit", Members.COUNT));
  }
}
