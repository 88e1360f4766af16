// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.UntagResource.Request;

/** Takes tags from a stream or a consumer. */
final class UntagResourceOperation {
  private final ResourceTags tags;
  private final ConsumerLookup consumers;

  UntagResourceOperation(ResourceTags tags, ConsumerLookup consumers) {
    this.tags = tags;
    this.consumers = consumers;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    tags.remove(consumers.resource(request.resourceArn()), request.tagKeys());
  }
}
