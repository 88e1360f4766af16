// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.v3io.PutItem.Request;
import io.offshard.mapping.v3io.UpdateMode;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes attributes of an item or of a shard. */
final class PutItemOperation {
  private final ItemWrites writes;

  PutItemOperation(ItemWrites writes) {
    this.writes = writes;
  }

  OwnAnswer handle(Call<Request> call) {
    Request request = call.request();
    SortedMap<String, ItemValue> given =
        request.attributes().orElseThrow(() -> V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT));
    UpdateMode mode =
        UpdateMode.of(request.updateMode())
            .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT));
    return writes.write(
        call.path(),
        request.conditionExpression(),
        given.keySet(),
        item ->
            switch (mode) {
              case REPLACE -> given;
              case MERGE -> {
                SortedMap<String, ItemValue> merged = new TreeMap<>(item.own());
                merged.putAll(given);
                yield merged;
              }
            });
  }
}
