// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.UpdateMaxRecordSize.Request;
import io.offshard.mapping.lineage.Alteration.LimitRecords;

/** Changes how large the records of a stream may be. */
final class UpdateMaxRecordSizeOperation {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;

  UpdateMaxRecordSizeOperation(StreamLifecycle streams, StreamLookup lookup) {
    this.streams = streams;
    this.lookup = lookup;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    var _ =
        streams.alter(
            lookup.name(null, request.streamArn()), new LimitRecords(request.maxRecordSizeInKiB()));
  }
}
