// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Has the records of a shard pushed to a registered consumer, for five minutes; see {@link
 * SubscribeToShardEvent} for what comes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
public final class SubscribeToShard {
  private SubscribeToShard() {}

  /** The consumer's ARN names the stream too. */
  public record Request(
      String consumerArn,
      String shardId,
      StartingPosition startingPosition,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("ConsumerARN", Members.CONSUMER_ARN_TEXT),
            Member.required("ShardId", Members.SHARD_ID_TEXT),
            Member.required("StartingPosition", StartingPosition.SHAPE),
            Members.STREAM_ID);
  }
}
