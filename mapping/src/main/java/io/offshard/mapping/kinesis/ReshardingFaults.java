// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.stream.HashKeyRange;

/** What Kinesis answers to a split, a merge or a new number of shards that cannot be. */
public final class ReshardingFaults {
  private ReshardingFaults() {}

  /** The shards of a stream that scales itself. */
  public static KinesisFault onDemand(String stream, String account) {
    return new KinesisFault(
        KinesisFault.Type.VALIDATION,
        "Request is invalid. Stream %s under account %s is in On-Demand mode."
            .formatted(stream, account));
  }

  /** A shard that has children. */
  public static KinesisFault shardClosed(String shardId, String stream, String account) {
    return new KinesisFault(
        KinesisFault.Type.INVALID_ARGUMENT,
        ("Shard %s in stream %s under account %s has already been merged or split, and thus is not"
                + " eligible for merging or splitting.")
            .formatted(shardId, stream, account));
  }

  /** A hash key outside the shard, or at its edge. */
  public static KinesisFault notDivisible(
      String hashKey, String shardId, String stream, String account, HashKeyRange range) {
    return new KinesisFault(
        KinesisFault.Type.INVALID_ARGUMENT,
        ("NewStartingHashKey %s used in SplitShard() on shard %s in stream %s under account %s is"
                + " not both greater than one plus the shard's StartingHashKey %s and less than"
                + " the shard's EndingHashKey %s.")
            .formatted(hashKey, shardId, stream, account, range.start(), range.end()));
  }

  /** Shards that are no neighbours, or in the wrong order. */
  public static KinesisFault notAdjacent(
      String shardId, String adjacentId, String stream, String account) {
    return new KinesisFault(
        KinesisFault.Type.INVALID_ARGUMENT,
        ("Shards %s and %s in stream %s under account %s are not an adjacent pair of shards"
                + " eligible for merging")
            .formatted(shardId, adjacentId, stream, account));
  }

  /** More than double, less than half, or more than the account may have. */
  public static KinesisFault scaledTooFar(int open, int target, int limit) {
    String counts = " Current open shard count: %s, Target shard count: %s".formatted(open, target);
    String why;
    if (target > limit) {
      why = "Target shard count or number of open shards cannot be greater than " + limit + ".";
    } else if (target > open) {
      why = "UpdateShardCount cannot scale up over double your current open shard count.";
    } else {
      why = "UpdateShardCount cannot scale down below half your current open shard count.";
    }
    return new KinesisFault(KinesisFault.Type.LIMIT_EXCEEDED, why + counts);
  }

  /** More often than allowed. The service's text is not known. */
  public static KinesisFault scaledTooOften(String stream, String account, int limit) {
    return new KinesisFault(
        KinesisFault.Type.LIMIT_EXCEEDED,
        "The shard count of stream %s under account %s can be updated %s times in 24 hours."
            .formatted(stream, account, limit));
  }
}
