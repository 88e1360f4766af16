// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.Resharder;
import io.offshard.mapping.kinesis.MergeShards.Request;

/** Merges two neighbouring shards. */
final class MergeShardsOperation {
  private final Resharder resharder;
  private final StreamLookup lookup;

  MergeShardsOperation(Resharder resharder, StreamLookup lookup) {
    this.resharder = resharder;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    int shard = lookup.shardIndex(request.shardToMerge(), name);
    resharder.merge(name, shard, lookup.shardIndex(request.adjacentShardToMerge(), name));
  }
}
