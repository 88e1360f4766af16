// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.Done;
import io.offshard.mapping.yandex.RetentionPeriod.Request;
import io.offshard.mapping.yandex.YandexFault;
import java.util.Objects;

/** Lets records stay readable for longer, or less long. What is so already is an error. */
final class RetentionPeriodOperation {
  private final boolean increase;
  private final StreamNames names;
  private final StreamChanges changes;

  RetentionPeriodOperation(boolean increase, StreamNames names, StreamChanges changes) {
    this.increase = increase;
    this.names = names;
    this.changes = changes;
  }

  Done handle(Call<Request> call) {
    Request request = call.request();
    Lineage stream = names.any(request.streamName());
    int before = stream.settings().retentionHours();
    int hours = Objects.requireNonNullElse(request.retentionPeriodHours(), 0);
    if (increase ? hours <= before : hours >= before) {
      throw YandexFaults.refuse(YandexFault.retentionInWrongDirection(increase, before, hours));
    }
    StreamChanges.requireRetention(hours, null);
    changes.retain(stream, hours);
    return new Done();
  }
}
