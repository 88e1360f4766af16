// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.Resharder;
import io.offshard.mapping.kinesis.UpdateShardCount.Request;
import io.offshard.mapping.kinesis.UpdateShardCount.Response;

/** Gives a stream another number of shards. */
final class UpdateShardCountOperation {
  private final Resharder resharder;
  private final StreamLookup lookup;
  private final Account account;

  UpdateShardCountOperation(Resharder resharder, StreamLookup lookup, Account account) {
    this.resharder = resharder;
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    int target = request.targetShardCount();
    return new Response(name, resharder.scale(name, target), target, account.streamArn(name));
  }
}
