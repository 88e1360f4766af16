// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/** The calls that change the shards of one stream, through one replica. None waits for the end. */
public record Resharder(KinesisClient replica, String stream) {

  /** The open shards in the order of their hash keys. */
  public List<Shard> open() {
    return replica
        .listShards(
            request ->
                request.streamName(stream).shardFilter(f -> f.type(ShardFilterType.AT_LATEST)))
        .shards()
        .stream()
        .sorted(
            Comparator.comparing(shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
        .toList();
  }

  /** In the middle. */
  public void split(Shard shard) {
    BigInteger start = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger end = new BigInteger(shard.hashKeyRange().endingHashKey());
    BigInteger at = start.add(end).divide(BigInteger.TWO);
    replica.splitShard(
        request ->
            request
                .streamName(stream)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(at.toString()));
  }

  /** Two neighbours. */
  public void merge(Shard lower, Shard upper) {
    replica.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(lower.shardId())
                .adjacentShardToMerge(upper.shardId()));
  }

  /** To so many even shards. */
  public void scale(int target) {
    replica.updateShardCount(
        request ->
            request
                .streamName(stream)
                .targetShardCount(target)
                .scalingType(ScalingType.UNIFORM_SCALING));
  }
}
