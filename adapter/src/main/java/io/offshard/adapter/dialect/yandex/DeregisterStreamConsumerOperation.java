// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.yandex.DeregisterStreamConsumer.Request;
import io.offshard.mapping.yandex.Done;

/** Ends a consumer of a stream; it is gone when this answers. */
final class DeregisterStreamConsumerOperation {
  private final StreamAttachments attachments;
  private final StreamNames names;

  DeregisterStreamConsumerOperation(StreamAttachments attachments, StreamNames names) {
    this.attachments = attachments;
    this.names = names;
  }

  Done handle(Call<Request> call) {
    Request request = call.request();
    Lineage stream = names.any(StreamNames.given(request.streamArn(), request.streamARN()));
    String name = StreamConsumers.name(request.consumerName());
    StreamConsumer consumer =
        stream
            .attached()
            .consumer(name)
            .orElseThrow(
                () ->
                    new StreamFaultException(new StreamFault.NoSuchConsumer(stream.name(), name)));
    attachments.deregister(stream.name(), consumer.id());
    return new Done();
  }
}
