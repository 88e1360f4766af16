// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCapacity;
import io.offshard.mapping.kinesis.UpdateStreamMode.Request;

/** Changes the capacity mode of a stream. Its shards stay as they are. */
final class UpdateStreamModeOperation {
  private final StreamCapacity capacity;
  private final StreamLookup lookup;

  UpdateStreamModeOperation(StreamCapacity capacity, StreamLookup lookup) {
    this.capacity = capacity;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    capacity.switchMode(
        lookup.name(null, request.streamArn()),
        Descriptions.mode(request.streamModeDetails().streamMode()),
        request.warmThroughputMiBps());
  }
}
