// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.WrittenRecords;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.PutRecords.Request;
import io.offshard.mapping.kinesis.PutRecords.Response;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.RecordNumbers;
import io.offshard.mapping.stream.ShardId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes up to 500 records. A request that is wrong in one of them is refused whole, before
 * anything is written.
 */
final class PutRecordsOperation {
  /** What the results of one shard have in common. */
  private record Names(String shardId, RecordNumbers numbers) {

    static Names of(Shard shard) {
      return new Names(
          ShardId.format(shard.index()), new RecordNumbers(shard.createdSecond(), shard.index()));
    }
  }

  private final StreamLookup lookup;
  private final RecordWriter writer;
  private final Account account;
  private final Meters meters;

  PutRecordsOperation(StreamLookup lookup, RecordWriter writer, Account account, Meters meters) {
    this.lookup = lookup;
    this.writer = writer;
    this.account = account;
    this.meters = meters;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    List<NewRecord> batch =
        request.records().stream()
            .map(e -> WriteLimits.newRecord(e.partitionKey(), e.explicitHashKey(), e.data()))
            .toList();
    Lineage stream = lookup.writable(request.streamName(), request.streamArn());
    WriteLimits.check(stream, batch, lookup);
    return response(stream, batch, writer.write(stream, batch));
  }

  private Response response(Lineage stream, List<NewRecord> batch, List<Placed> placed) {
    Map<Integer, Names> names = new HashMap<>();
    List<PutRecordsResultEntry> entries = new ArrayList<>(placed.size());
    for (Placed each : placed) {
      Shard shard = each.shard();
      entries.add(entry(stream, names.computeIfAbsent(shard.index(), _ -> Names.of(shard)), each));
    }
    WrittenRecords written = WrittenRecords.of(batch, placed);
    meters.written(KinesisTable.DIALECT, written.count(), written.bytes(), written.throttled());
    return new Response(
        placed.size() - written.count(), entries, Descriptions.encryptionIfAny(stream.settings()));
  }

  private PutRecordsResultEntry entry(Lineage stream, Names names, Placed placed) {
    String shardId = names.shardId();
    return switch (placed.result()) {
      case Result.Written written ->
          PutRecordsResultEntry.stored(
              shardId,
              names
                  .numbers()
                  .text(
                      written.offset(),
                      stream.numberedMillis(placed.shard(), written.timestamp())));
      case Result.Throttled throttled ->
          PutRecordsResultEntry.failed(
              KinesisFault.shardRateExceeded(shardId, stream.name(), account.id()));
      case Result.Failed _, Result.InDoubt _ ->
          PutRecordsResultEntry.failed(KinesisFault.internalFailure());
    };
  }
}
