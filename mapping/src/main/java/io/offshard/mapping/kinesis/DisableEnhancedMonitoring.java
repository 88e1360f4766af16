// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has fewer metrics published for each shard of a stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html">DisableEnhancedMonitoring</a>
 */
public final class DisableEnhancedMonitoring {
  private DisableEnhancedMonitoring() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      List<MetricsName> shardLevelMetrics,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("ShardLevelMetrics", Members.METRICS.ofLength(1, 7)),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /** The metrics before and after. */
  public record Response(
      @Nullable String streamName,
      @Nullable List<MetricsName> currentShardLevelMetrics,
      @Nullable List<MetricsName> desiredShardLevelMetrics,
      @Nullable String streamArn) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Members.STREAM_NAME,
            Member.of("CurrentShardLevelMetrics", Members.METRICS),
            Member.of("DesiredShardLevelMetrics", Members.METRICS),
            Members.STREAM_ARN);
  }
}
