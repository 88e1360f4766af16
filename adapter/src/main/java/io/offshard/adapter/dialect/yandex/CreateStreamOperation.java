// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Descriptions;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.yandex.CreateStream.Request;
import io.offshard.mapping.yandex.Done;
import io.offshard.mapping.yandex.WriteQuota;
import io.offshard.mapping.yandex.YandexFault;
import java.util.Map;
import java.util.Objects;

/** Creates a stream. Without a shard count it gets one. */
final class CreateStreamOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  CreateStreamOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Done handle(Call<Request> call) {
    Request request = call.request();
    String name = names.newName(request.streamName());
    StreamChanges.requireRetention(
        request.retentionPeriodHours(), request.retentionStorageMegabytes());
    StreamChanges.requireQuota(request.writeQuotaKbPerSec());
    int shards = Objects.requireNonNullElse(request.shardCount(), 0);
    if (shards < 0) {
      throw YandexFaults.refuse(
          YandexFault.validation("Partitions count must be positive, provided " + shards));
    }
    changes.create(name, Math.max(1, shards), settings(request));
    return new Done();
  }

  private static StreamSettings settings(Request request) {
    CapacityMode mode =
        request.streamModeDetails() == null
            ? CapacityMode.PROVISIONED
            : Descriptions.mode(request.streamModeDetails().streamMode());
    Integer quota = request.writeQuotaKbPerSec();
    return new StreamSettings(
        mode,
        Objects.requireNonNullElse(
            request.retentionPeriodHours(), StreamSettings.DEFAULT_RETENTION_HOURS),
        StreamSettings.DEFAULT_MAX_RECORD_KIB,
        quota == null ? Map.of() : WriteQuota.tags(quota));
  }
}
