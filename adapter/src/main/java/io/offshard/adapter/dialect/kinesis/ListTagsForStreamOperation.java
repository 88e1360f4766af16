// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Resource.OfStream;
import io.offshard.mapping.kinesis.ListTagsForStream.Request;
import io.offshard.mapping.kinesis.ListTagsForStream.Response;
import io.offshard.mapping.kinesis.Tag;
import java.util.List;
import java.util.Objects;

/** Lists the tags of a stream in pages. All tags are a page unless fewer are asked for. */
final class ListTagsForStreamOperation {
  private final ResourceTags tags;
  private final StreamLookup lookup;

  ListTagsForStreamOperation(ResourceTags tags, StreamLookup lookup) {
    this.tags = tags;
    this.lookup = lookup;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String after = Objects.requireNonNullElse(request.exclusiveStartTagKey(), "");
    List<Tag> rest =
        tags.list(new OfStream(lookup.name(request.streamName(), request.streamArn()))).stream()
            .filter(tag -> tag.key().compareTo(after) > 0)
            .toList();
    int count = Math.min(Objects.requireNonNullElse(request.limit(), rest.size()), rest.size());
    return new Response(rest.subList(0, count), count < rest.size());
  }
}
