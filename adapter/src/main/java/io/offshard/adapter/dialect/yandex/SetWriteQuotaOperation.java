// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.yandex.Done;
import io.offshard.mapping.yandex.SetWriteQuota.Request;
import java.util.Objects;

/** Notes how much may be written to a shard. */
final class SetWriteQuotaOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  SetWriteQuotaOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Done handle(Call<Request> call) {
    Request request = call.request();
    String name = names.name(request.streamName());
    int kib = Objects.requireNonNullElse(request.writeQuotaKbPerSec(), 0);
    StreamChanges.requireQuota(kib);
    changes.limitWrites(name, kib);
    return new Done();
  }
}
