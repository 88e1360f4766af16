// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.yandex.DeleteStream.Request;
import io.offshard.mapping.yandex.Done;

/** Deletes a stream and its topic; its consumers go with it only if the call says so. */
final class DeleteStreamOperation {
  private final StreamNames names;
  private final StreamChanges changes;

  DeleteStreamOperation(StreamNames names, StreamChanges changes) {
    this.names = names;
    this.changes = changes;
  }

  Done handle(Call<Request> call) {
    boolean enforced = Boolean.TRUE.equals(call.request().enforceConsumerDeletion());
    changes.delete(names.name(call.request().streamName()), !enforced);
    return new Done();
  }
}
