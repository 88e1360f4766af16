// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.ListTagsForResource.Request;
import io.offshard.mapping.kinesis.ListTagsForResource.Response;

/** Lists the tags of a stream. A consumer is never found, as there are none. */
final class ListTagsForResourceOperation {
  private final StreamTags tags;
  private final StreamLookup lookup;

  ListTagsForResourceOperation(StreamTags tags, StreamLookup lookup) {
    this.tags = tags;
    this.lookup = lookup;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    return new Response(tags.list(lookup.name(null, request.resourceArn())));
  }
}
