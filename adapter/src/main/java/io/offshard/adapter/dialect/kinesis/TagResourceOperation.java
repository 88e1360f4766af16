// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.TagResource.Request;

/** Gives a stream or a consumer tags. */
final class TagResourceOperation {
  private final ResourceTags tags;
  private final ConsumerLookup consumers;

  TagResourceOperation(ResourceTags tags, ConsumerLookup consumers) {
    this.tags = tags;
    this.consumers = consumers;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    tags.add(consumers.resource(request.resourceArn()), request.tags());
  }
}
