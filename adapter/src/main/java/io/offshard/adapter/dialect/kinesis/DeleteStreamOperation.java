// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.DeleteStream.Request;

/** Deletes a stream and its topic; its consumers go with it only if the call says so. */
final class DeleteStreamOperation {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;

  DeleteStreamOperation(StreamLifecycle streams, StreamLookup lookup) {
    this.streams = streams;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    boolean enforced = Boolean.TRUE.equals(request.enforceConsumerDeletion());
    streams.delete(lookup.name(request.streamName(), request.streamArn()), !enforced);
  }
}
