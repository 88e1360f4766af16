// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.mapping.kinesis.UpdateStreamWarmThroughput.Request;
import io.offshard.mapping.kinesis.UpdateStreamWarmThroughput.Response;
import io.offshard.mapping.kinesis.WarmThroughputObject;
import io.offshard.mapping.lineage.StreamSettings;

/** Notes which throughput a stream on demand is to be ready for. */
final class UpdateStreamWarmThroughputOperation {
  private final StreamCapacity capacity;
  private final StreamLookup lookup;
  private final Account account;

  UpdateStreamWarmThroughputOperation(
      StreamCapacity capacity, StreamLookup lookup, Account account) {
    this.capacity = capacity;
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String stream = lookup.name(request.streamName(), request.streamArn());
    StreamSettings before = capacity.warm(stream, request.warmThroughputMiBps());
    return new Response(
        account.streamArn(stream),
        stream,
        new WarmThroughputObject(request.warmThroughputMiBps(), before.capacity().warmMiBps()));
  }
}
