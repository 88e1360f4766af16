// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.ConsumerLookup.Found;
import io.offshard.mapping.kinesis.ConsumerDescription;
import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.kinesis.DescribeStreamConsumer.Request;
import io.offshard.mapping.kinesis.DescribeStreamConsumer.Response;

/** Describes a consumer of a stream. */
final class DescribeStreamConsumerOperation {
  private final ConsumerLookup consumers;
  private final Account account;

  DescribeStreamConsumerOperation(ConsumerLookup consumers, Account account) {
    this.consumers = consumers;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    Found found =
        consumers.find(request.streamArn(), request.consumerName(), request.consumerArn());
    return new Response(
        new ConsumerDescription(
            found.consumer().name(),
            account.consumerArn(found.stream(), found.consumer().id()),
            ConsumerStatus.ACTIVE,
            found.consumer().id().created(),
            account.streamArn(found.stream())));
  }
}
