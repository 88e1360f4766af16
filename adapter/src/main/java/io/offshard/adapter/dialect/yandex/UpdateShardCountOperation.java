// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.UpdateShardCount.Request;
import io.offshard.mapping.yandex.UpdateShardCount.Response;
import io.offshard.mapping.yandex.YandexFault;
import java.util.Objects;

/** Gives a stream more shards; those that it has go on. */
final class UpdateShardCountOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  UpdateShardCountOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String given = StreamNames.given(request.streamName());
    Lineage stream = names.any(given);
    int target = Objects.requireNonNullElse(request.targetShardCount(), 0);
    changes.grow(stream, target, YandexFault.Type.INVALID_ARGUMENT);
    return new Response(given, EndlessShards.count(stream), target);
  }
}
