// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.Resharder;
import io.offshard.mapping.kinesis.SplitShard.Request;

/** Splits a shard in two. */
final class SplitShardOperation {
  private final Resharder resharder;
  private final StreamLookup lookup;

  SplitShardOperation(Resharder resharder, StreamLookup lookup) {
    this.resharder = resharder;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    resharder.split(
        name, lookup.shardIndex(request.shardToSplit(), name), request.newStartingHashKey());
  }
}
