// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.WrittenRecords;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.PutRecord.Response;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.PutRecord.Request;
import io.offshard.mapping.yandex.ShardName;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;

/** Writes one record. */
final class PutRecordOperation {
  private final StreamNames names;
  private final RecordWriter writer;
  private final Meters meters;

  PutRecordOperation(StreamNames names, RecordWriter writer, Meters meters) {
    this.names = names;
    this.writer = writer;
    this.meters = meters;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String given = StreamNames.given(request.streamName());
    List<NewRecord> batch =
        List.of(
            PutLimits.newRecord(request.partitionKey(), request.explicitHashKey(), request.data()));
    Lineage stream = names.writable(given);
    PutLimits.requireRoom(stream, batch);
    Placed placed = writer.write(stream, batch).getFirst();
    WrittenRecords written = WrittenRecords.of(batch, List.of(placed));
    meters.written(YandexTable.DIALECT, written.count(), written.bytes(), written.throttled());
    return switch (placed.result()) {
      case Result.Written stored ->
          new Response(
              ShardName.of(placed.shard().partition()),
              Long.toString(stored.offset()),
              EncryptionType.NONE);
      case Result.Throttled throttled ->
          throw YandexFaults.refuse(
              YandexFault.quotaExceeded("Write", ShardName.of(placed.shard().partition())));
      case Result.Failed _, Result.InDoubt _ ->
          throw YandexFaults.refuse(
              YandexFault.of(YandexFault.Type.INTERNAL_ERROR, "Internal service failure"));
    };
  }
}
