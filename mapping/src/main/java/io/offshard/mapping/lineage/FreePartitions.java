// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/**
 * The partitions in which shards can begin, in ascending order: those that have no open shard, and
 * after them new ones, as Kafka never takes a partition away. For one thread.
 */
final class FreePartitions {
  private final Shards shards;
  private int next;

  FreePartitions(Shards shards) {
    this.shards = shards;
  }

  int next() {
    while (next < shards.partitions() && shards.inPartition(next).isPresent()) {
      next++;
    }
    return next++;
  }
}
