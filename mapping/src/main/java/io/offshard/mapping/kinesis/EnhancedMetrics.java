// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shard-level metrics that are published for a stream; an empty list where there are none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnhancedMetrics.html">EnhancedMetrics</a>
 */
public record EnhancedMetrics(@Nullable List<MetricsName> shardLevelMetrics) {
  /** The declaration of the members. */
  public static final Struct<EnhancedMetrics> SHAPE =
      Struct.of(EnhancedMetrics.class, Member.of("ShardLevelMetrics", Members.METRICS));
}
