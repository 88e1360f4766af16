// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.ListTagsForResource.Request;
import io.offshard.mapping.kinesis.ListTagsForResource.Response;

/** Lists the tags of a stream or a consumer. */
final class ListTagsForResourceOperation {
  private final ResourceTags tags;
  private final ConsumerLookup consumers;

  ListTagsForResourceOperation(ResourceTags tags, ConsumerLookup consumers) {
    this.tags = tags;
    this.consumers = consumers;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    return new Response(tags.list(consumers.resource(request.resourceArn())));
  }
}
