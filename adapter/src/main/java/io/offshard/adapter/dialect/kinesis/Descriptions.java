// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.kinesis.EnhancedMetrics;
import io.offshard.mapping.kinesis.HashKeyRange;
import io.offshard.mapping.kinesis.SequenceNumberRange;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamState;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import java.util.List;

/** The core's streams and shards as Kinesis describes them. */
final class Descriptions {
  /** What the service says of a stream whose shard metrics are off. */
  static final List<EnhancedMetrics> NO_METRICS = List.of(new EnhancedMetrics(List.of()));

  private Descriptions() {}

  static StreamStatus status(StreamState state) {
    return switch (state) {
      case StreamState.Creating s -> StreamStatus.CREATING;
      case StreamState.Active s -> StreamStatus.ACTIVE;
      case StreamState.Deleting s -> StreamStatus.DELETING;
    };
  }

  static StreamModeDetails mode(CapacityMode mode) {
    return new StreamModeDetails(
        switch (mode) {
          case PROVISIONED -> StreamMode.PROVISIONED;
          case ON_DEMAND -> StreamMode.ON_DEMAND;
        });
  }

  static CapacityMode mode(StreamMode mode) {
    return switch (mode) {
      case PROVISIONED -> CapacityMode.PROVISIONED;
      case ON_DEMAND -> CapacityMode.ON_DEMAND;
    };
  }

  static Shard shard(io.offshard.mapping.lineage.Shard shard) {
    SequenceNumber starting =
        SequenceNumber.starting(shard.createdSecond(), shard.index(), shard.startOffset());
    return new Shard(
        ShardId.format(shard.index()),
        null,
        null,
        new HashKeyRange(shard.range().start().toString(), shard.range().end().toString()),
        new SequenceNumberRange(starting.toString(), null));
  }

  static List<Shard> shards(List<io.offshard.mapping.lineage.Shard> shards) {
    return shards.stream().map(Descriptions::shard).toList();
  }
}
