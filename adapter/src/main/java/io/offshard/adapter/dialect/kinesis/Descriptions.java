// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.util.stream.Collectors.toSet;

import io.offshard.mapping.kinesis.ChildShard;
import io.offshard.mapping.kinesis.Consumer;
import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.EnhancedMetrics;
import io.offshard.mapping.kinesis.HashKeyRange;
import io.offshard.mapping.kinesis.MetricsName;
import io.offshard.mapping.kinesis.SequenceNumberRange;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.lineage.ShardMetric;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The core's streams and shards as Kinesis describes them. */
public final class Descriptions {
  private Descriptions() {}

  /** The state of a stream. */
  public static StreamStatus status(StreamState state) {
    return switch (state) {
      case StreamState.Creating s -> StreamStatus.CREATING;
      case StreamState.Active s -> StreamStatus.ACTIVE;
      case StreamState.Updating s -> StreamStatus.UPDATING;
      case StreamState.Growing s -> StreamStatus.UPDATING;
      case StreamState.Reshaping s -> StreamStatus.UPDATING;
      case StreamState.Deleting s -> StreamStatus.DELETING;
    };
  }

  /** The capacity mode of a stream. */
  public static StreamModeDetails mode(CapacityMode mode) {
    return new StreamModeDetails(
        switch (mode) {
          case PROVISIONED -> StreamMode.PROVISIONED;
          case ON_DEMAND -> StreamMode.ON_DEMAND;
        });
  }

  /** The mode that is asked for. */
  public static CapacityMode mode(StreamMode mode) {
    return switch (mode) {
      case PROVISIONED -> CapacityMode.PROVISIONED;
      case ON_DEMAND -> CapacityMode.ON_DEMAND;
    };
  }

  static EncryptionType encryption(StreamSettings settings) {
    return settings.encryptionKey() == null ? EncryptionType.NONE : EncryptionType.KMS;
  }

  /** As records and the answers to puts say it: nothing where nothing is encrypted. */
  static @Nullable EncryptionType encryptionIfAny(StreamSettings settings) {
    return settings.encryptionKey() == null ? null : EncryptionType.KMS;
  }

  /** One entry, which is empty where nothing is measured. */
  static List<EnhancedMetrics> monitoring(StreamSettings settings) {
    return List.of(new EnhancedMetrics(metrics(settings)));
  }

  static List<MetricsName> metrics(StreamSettings settings) {
    return settings.metrics().stream().map(metric -> MetricsName.valueOf(metric.name())).toList();
  }

  /** ALL stands for each of them. */
  static Set<ShardMetric> metrics(List<MetricsName> names) {
    return names.contains(MetricsName.ALL)
        ? EnumSet.allOf(ShardMetric.class)
        : names.stream().map(name -> ShardMetric.valueOf(name.name())).collect(toSet());
  }

  static Consumer consumer(
      Account account, String stream, StreamConsumer consumer, ConsumerStatus status) {
    return new Consumer(
        consumer.name(),
        account.consumerArn(stream, consumer.id()),
        status,
        consumer.id().created());
  }

  static Shard shard(io.offshard.mapping.lineage.Shard shard) {
    SequenceNumber starting =
        SequenceNumber.starting(shard.createdSecond(), shard.index(), shard.startOffset());
    Closing closing = shard.closing();
    return new Shard(
        ShardId.format(shard.index()),
        parent(shard, 0),
        parent(shard, 1),
        range(shard),
        new SequenceNumberRange(
            starting.toString(), closing == null ? null : ending(shard, closing)));
  }

  private static @Nullable String parent(io.offshard.mapping.lineage.Shard shard, int which) {
    return which < shard.parents().size() ? ShardId.format(shard.parents().get(which)) : null;
  }

  private static String ending(io.offshard.mapping.lineage.Shard shard, Closing closing) {
    return SequenceNumber.ending(
            shard.createdSecond(), shard.index(), closing.at().getEpochSecond())
        .toString();
  }

  private static HashKeyRange range(io.offshard.mapping.lineage.Shard shard) {
    return new HashKeyRange(shard.range().start().toString(), shard.range().end().toString());
  }

  /** What a reader that is at the end of a shard goes on with. */
  static ChildShard child(io.offshard.mapping.lineage.Shard shard) {
    return new ChildShard(
        ShardId.format(shard.index()),
        shard.parents().stream().map(ShardId::format).toList(),
        range(shard));
  }

  static List<Shard> shards(List<io.offshard.mapping.lineage.Shard> shards) {
    return shards.stream().map(Descriptions::shard).toList();
  }
}
