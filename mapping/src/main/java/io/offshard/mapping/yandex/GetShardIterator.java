// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives a position in a shard to start reading from. The answer is that of Kinesis. */
public final class GetShardIterator {
  private GetShardIterator() {}

  /** Two of the types need a sequence number, one an instant. */
  public record Request(
      @Nullable String streamName,
      @Nullable String shardId,
      @Nullable String shardIteratorType,
      @Nullable String startingSequenceNumber,
      @Nullable Instant timestamp) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.of("ShardId", Text.any()),
            Member.of("ShardIteratorType", Text.any()),
            Member.of("StartingSequenceNumber", Text.any()),
            Member.of("Timestamp", Timestamp.any()));
  }
}
