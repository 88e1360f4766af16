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
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.PutRecords.Response;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.PutRecords.Entry;
import io.offshard.mapping.yandex.PutRecords.Request;
import io.offshard.mapping.yandex.ShardName;
import java.util.List;
import java.util.Objects;

/**
 * Writes up to 500 records. A request that is wrong in one of them is refused whole, before
 * anything is written.
 */
final class PutRecordsOperation {
  private final StreamNames names;
  private final RecordWriter writer;
  private final Meters meters;

  PutRecordsOperation(StreamNames names, RecordWriter writer, Meters meters) {
    this.names = names;
    this.writer = writer;
    this.meters = meters;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String given = StreamNames.given(request.streamName());
    List<Entry> records = Objects.requireNonNullElse(request.records(), List.of());
    PutLimits.requireCount(records.size());
    List<NewRecord> batch =
        records.stream()
            .map(e -> PutLimits.newRecord(e.partitionKey(), e.explicitHashKey(), e.data()))
            .toList();
    PutLimits.requireSize(batch);
    Lineage stream = names.writable(given);
    PutLimits.requireRoom(stream, batch);
    return response(batch, writer.write(stream, batch));
  }

  private Response response(List<NewRecord> batch, List<Placed> placed) {
    WrittenRecords written = WrittenRecords.of(batch, placed);
    meters.written(YandexTable.DIALECT, written.count(), written.bytes(), written.throttled());
    return new Response(
        placed.size() - written.count(),
        placed.stream().map(PutRecordsOperation::entry).toList(),
        EncryptionType.NONE);
  }

  private static PutRecordsResultEntry entry(Placed placed) {
    String shardId = ShardName.of(placed.shard().partition());
    return switch (placed.result()) {
      case Result.Written written ->
          PutRecordsResultEntry.stored(shardId, Long.toString(written.offset()));
      case Result.Throttled throttled ->
          PutRecordsResultEntry.failed(
              new KinesisFault(
                  KinesisFault.Type.PROVISIONED_THROUGHPUT_EXCEEDED,
                  "Write quota of " + shardId + " exceeded"));
      case Result.Failed _, Result.InDoubt _ ->
          PutRecordsResultEntry.failed(KinesisFault.internalFailure());
    };
  }
}
