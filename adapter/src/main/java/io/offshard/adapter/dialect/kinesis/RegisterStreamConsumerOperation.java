// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.kinesis.ConsumerFaults;
import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.kinesis.RegisterStreamConsumer.Request;
import io.offshard.mapping.kinesis.RegisterStreamConsumer.Response;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.Map;
import java.util.Objects;

/** Registers a consumer of a stream. It is CREATING in the answer, and ACTIVE by then. */
final class RegisterStreamConsumerOperation {
  private final StreamAttachments attachments;
  private final StreamLookup lookup;
  private final Account account;

  RegisterStreamConsumerOperation(
      StreamAttachments attachments, StreamLookup lookup, Account account) {
    this.attachments = attachments;
    this.lookup = lookup;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    Map<String, String> tags = Objects.requireNonNullElse(request.tags(), Map.of());
    String stream = lookup.name(null, request.streamArn());
    ResourceTags.requireLegal(stream, request.consumerName(), account, tags);
    if (tags.size() > StreamSettings.MAX_TAGS) {
      throw Faults.refuse(
          ConsumerFaults.tooManyConsumerTags(
              request.consumerName(), stream, account.id(), StreamSettings.MAX_TAGS));
    }
    StreamConsumer consumer = attachments.register(stream, request.consumerName(), tags);
    return new Response(Descriptions.consumer(account, stream, consumer, ConsumerStatus.CREATING));
  }
}
