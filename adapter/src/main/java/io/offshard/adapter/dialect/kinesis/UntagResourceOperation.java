// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.UntagResource.Request;

/** Takes tags from a stream. A consumer is never found, as there are none. */
final class UntagResourceOperation {
  private final StreamTags tags;
  private final StreamLookup lookup;

  UntagResourceOperation(StreamTags tags, StreamLookup lookup) {
    this.tags = tags;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    tags.remove(lookup.name(null, request.resourceArn()), request.tagKeys());
  }
}
