// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.TagResource.Request;

/** Gives a stream tags. A consumer is never found, as there are none. */
final class TagResourceOperation {
  private final StreamTags tags;
  private final StreamLookup lookup;

  TagResourceOperation(StreamTags tags, StreamLookup lookup) {
    this.tags = tags;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    tags.add(lookup.name(null, request.resourceArn()), request.tags());
  }
}
