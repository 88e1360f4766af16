// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.yandex.Done;
import io.offshard.mapping.yandex.UpdateStreamMode.Request;
import io.offshard.mapping.yandex.YandexFault;

/** Changes the capacity mode of a stream. Its shards stay as they are. */
final class UpdateStreamModeOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  UpdateStreamModeOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Done handle(Call<Request> call) {
    Request request = call.request();
    String name = names.name(StreamNames.given(request.streamArn(), request.streamARN()));
    if (request.streamModeDetails() == null) {
      throw YandexFaults.refuse(
          YandexFault.invalid("streams can't be created with unknown metering mode"));
    }
    changes.switchMode(name, request.streamModeDetails().streamMode());
    return new Done();
  }
}
