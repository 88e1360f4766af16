// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import io.offshard.it.client.LiveStream;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/**
 * Splits, merges and counts anew, at random, within two and twelve shards. What is refused, for
 * example as another one is at it, is left. For one thread; others look when it has ended.
 */
final class RandomResharder {
  private static final int FEWEST = 2;
  private static final int MOST = 12;

  private final KinesisClient replica;
  private final String stream;
  private final Random random;
  private int accepted;
  private int refused;

  RandomResharder(KinesisClient replica, String stream, long seed) {
    this.replica = replica;
    this.stream = stream;
    this.random = new Random(seed);
  }

  void turn() {
    try {
      List<Shard> open = open();
      int kind = random.nextInt(5);
      if (kind == 0) {
        scale(open.size());
      } else if (open.size() <= FEWEST || (kind < 3 && open.size() < MOST)) {
        split(open.get(random.nextInt(open.size())));
      } else {
        int lower = random.nextInt(open.size() - 1);
        merge(open.get(lower), open.get(lower + 1));
      }
      accepted++;
    } catch (SdkException e) {
      refused++;
    }
  }

  private List<Shard> open() {
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

  private void scale(int open) {
    int most = Math.min(MOST, 2 * open);
    int least = Math.max(FEWEST, (open + 1) / 2);
    int target = least + random.nextInt(most - least + 1);
    replica.updateShardCount(
        request ->
            request
                .streamName(stream)
                .targetShardCount(target)
                .scalingType(ScalingType.UNIFORM_SCALING));
  }

  private void split(Shard shard) {
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

  private void merge(Shard lower, Shard upper) {
    replica.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(lower.shardId())
                .adjacentShardToMerge(upper.shardId()));
  }

  /** Waits until the stream is at rest. */
  void rest() {
    LiveStream.awaitRest(replica, stream);
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }
}
