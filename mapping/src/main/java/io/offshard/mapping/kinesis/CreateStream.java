// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a stream, which becomes ACTIVE some time after the answer. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public final class CreateStream {
  private CreateStream() {}

  /** What to create; a stream on demand has no shard count. */
  public record Request(
      String streamName,
      @Nullable Integer shardCount,
      @Nullable StreamModeDetails streamModeDetails,
      @Nullable Map<String, String> tags,
      @Nullable Integer warmThroughputMiBps,
      @Nullable Integer maxRecordSizeInKiB) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("StreamName", Members.STREAM_NAME_TEXT),
            Member.of("ShardCount", Whole.ofIntFrom(1)),
            Members.STREAM_MODE_DETAILS,
            Member.of("Tags", Members.TAG_MAP),
            Members.WARM_THROUGHPUT,
            Members.MAX_RECORD_SIZE);
  }
}
