// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.yandex.RegisterStreamConsumer.Request;
import io.offshard.mapping.yandex.RegisterStreamConsumer.Response;
import java.util.Map;

/** Registers a consumer of a stream. */
final class RegisterStreamConsumerOperation {
  private final StreamAttachments attachments;
  private final StreamNames names;

  RegisterStreamConsumerOperation(StreamAttachments attachments, StreamNames names) {
    this.attachments = attachments;
    this.names = names;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String stream = names.name(StreamNames.given(request.streamArn(), request.streamARN()));
    String name = StreamConsumers.name(request.consumerName());
    return new Response(StreamConsumers.shown(attachments.register(stream, name, Map.of())));
  }
}
