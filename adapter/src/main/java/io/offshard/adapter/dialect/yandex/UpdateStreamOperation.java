// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.UpdateStream.Request;
import io.offshard.mapping.yandex.UpdateStream.Response;
import io.offshard.mapping.yandex.WriteQuota;
import io.offshard.mapping.yandex.YandexFault;

/**
 * Changes several settings of a stream at once, after all have been looked at. To ask again is no
 * error.
 */
final class UpdateStreamOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  UpdateStreamOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String given = StreamNames.given(request.streamName());
    StreamChanges.requireRetention(
        request.retentionPeriodHours(), request.retentionStorageMegabytes());
    StreamChanges.requireQuota(request.writeQuotaKbPerSec());
    Lineage stream = names.any(given);
    Integer shards =
        request.shardCount() == null ? request.targetShardCount() : request.shardCount();
    if (shards != null) {
      changes.grow(stream, shards, YandexFault.Type.VALIDATION);
    }
    if (request.retentionPeriodHours() != null) {
      changes.retain(stream, request.retentionPeriodHours());
    }
    if (request.writeQuotaKbPerSec() != null) {
      changes.limitWrites(stream.name(), request.writeQuotaKbPerSec());
    }
    if (request.streamModeDetails() != null) {
      changes.switchMode(stream.name(), request.streamModeDetails().streamMode());
    }
    Lineage after = names.any(given);
    return new Response(
        given,
        EndlessShards.count(after),
        WriteQuota.of(after.settings().tags()),
        after.settings().retentionHours());
  }
}
