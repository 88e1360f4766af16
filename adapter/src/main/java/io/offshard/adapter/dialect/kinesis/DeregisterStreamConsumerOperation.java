// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.ConsumerLookup.Found;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.kinesis.DeregisterStreamConsumer.Request;

/** Ends a consumer of a stream; it is gone when this answers. */
final class DeregisterStreamConsumerOperation {
  private final StreamAttachments attachments;
  private final ConsumerLookup consumers;

  DeregisterStreamConsumerOperation(StreamAttachments attachments, ConsumerLookup consumers) {
    this.attachments = attachments;
    this.consumers = consumers;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    Found found =
        consumers.find(request.streamArn(), request.consumerName(), request.consumerArn());
    attachments.deregister(found.stream(), found.consumer().id());
  }
}
