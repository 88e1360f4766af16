// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Resource.OfStream;
import io.offshard.mapping.kinesis.RemoveTagsFromStream.Request;

/** Takes tags from a stream. */
final class RemoveTagsFromStreamOperation {
  private final ResourceTags tags;
  private final StreamLookup lookup;

  RemoveTagsFromStreamOperation(ResourceTags tags, StreamLookup lookup) {
    this.tags = tags;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    tags.remove(
        new OfStream(lookup.name(request.streamName(), request.streamArn())), request.tagKeys());
  }
}
