// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import io.offshard.mapping.kinesis.GetShardIterator;
import io.offshard.mapping.kinesis.ShardFilter;
import io.offshard.mapping.kinesis.ShardFilterType;
import io.offshard.mapping.kinesis.ShardIteratorType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where in a stream or a shard reading begins. */
public sealed interface TailStart {
  /** With what is written from now on. */
  record Latest() implements TailStart {}

  /** With the oldest record that is retained. */
  record TrimHorizon() implements TailStart {}

  /** With the first record of that instant or later. */
  record At(Instant instant) implements TailStart {}

  /** With that record. A number belongs to one shard. */
  record AtNumber(String sequenceNumber) implements TailStart {}

  /** Behind that record. A number belongs to one shard. */
  record Behind(String sequenceNumber) implements TailStart {}

  /** The shards that have something from there on. */
  default @Nullable ShardFilter filter() {
    return switch (this) {
      case Latest now -> new ShardFilter(ShardFilterType.AT_LATEST, null, null);
      case TrimHorizon oldest -> null;
      case At(Instant instant) -> new ShardFilter(ShardFilterType.FROM_TIMESTAMP, null, instant);
      case AtNumber number -> null;
      case Behind number -> null;
    };
  }

  /** The question for an iterator there. */
  default GetShardIterator.Request request(String stream, String shard) {
    return switch (this) {
      case Latest now -> request(stream, shard, ShardIteratorType.LATEST, null, null);
      case TrimHorizon oldest -> request(stream, shard, ShardIteratorType.TRIM_HORIZON, null, null);
      case At(Instant instant) ->
          request(stream, shard, ShardIteratorType.AT_TIMESTAMP, null, instant);
      case AtNumber(String number) ->
          request(stream, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, number, null);
      case Behind(String number) ->
          request(stream, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, number, null);
    };
  }

  private static GetShardIterator.Request request(
      String stream,
      String shard,
      ShardIteratorType type,
      @Nullable String number,
      @Nullable Instant instant) {
    return new GetShardIterator.Request(stream, shard, type, number, instant, null, null);
  }
}
