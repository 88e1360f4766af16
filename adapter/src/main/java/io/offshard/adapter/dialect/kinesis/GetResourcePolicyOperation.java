// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Resource.OfConsumer;
import io.offshard.adapter.dialect.kinesis.Resource.OfStream;
import io.offshard.mapping.kinesis.GetResourcePolicy.Request;
import io.offshard.mapping.kinesis.GetResourcePolicy.Response;
import io.offshard.mapping.lineage.ConsumerId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows the policy of a stream or a consumer. */
final class GetResourcePolicyOperation {
  private final StreamLookup lookup;
  private final ConsumerLookup consumers;

  GetResourcePolicyOperation(StreamLookup lookup, ConsumerLookup consumers) {
    this.lookup = lookup;
    this.consumers = consumers;
  }

  Response handle(Call<Request> call) {
    Resource resource = consumers.resource(call.request().resourceArn());
    return new Response(Objects.requireNonNullElse(policy(resource), "{}"));
  }

  private @Nullable String policy(Resource resource) {
    return switch (resource) {
      case OfStream(String stream) -> lookup.any(stream, null).attached().policy();
      case OfConsumer(String stream, ConsumerId id) ->
          consumers.find(stream, id).consumer().policy();
    };
  }
}
