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
import io.offshard.mapping.kinesis.PutRecord.Request;
import io.offshard.mapping.kinesis.PutRecord.Response;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.RecordNumbers;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one record. */
final class PutRecordOperation {
  private final StreamLookup lookup;
  private final RecordWriter writer;
  private final Account account;
  private final Meters meters;

  PutRecordOperation(StreamLookup lookup, RecordWriter writer, Account account, Meters meters) {
    this.lookup = lookup;
    this.writer = writer;
    this.account = account;
    this.meters = meters;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    NewRecord one =
        WriteLimits.newRecord(request.partitionKey(), request.explicitHashKey(), request.data());
    Lineage stream = lookup.writable(request.streamName(), request.streamArn());
    requireOrderingNumber(request.sequenceNumberForOrdering(), stream.name());
    WriteLimits.check(stream, one, lookup);
    Placed placed = writer.write(stream, List.of(one)).getFirst();
    WrittenRecords written = WrittenRecords.of(List.of(one), List.of(placed));
    meters.written(KinesisTable.DIALECT, written.count(), written.bytes(), written.throttled());
    String shardId = ShardId.format(placed.shard().index());
    return switch (placed.result()) {
      case Result.Written stored ->
          new Response(
              shardId,
              number(stream, placed.shard(), stored),
              Descriptions.encryptionIfAny(stream.settings()));
      case Result.Throttled throttled ->
          throw Faults.refuse(KinesisFault.shardRateExceeded(shardId, stream.name(), account.id()));
      case Result.Failed _, Result.InDoubt _ -> throw Faults.refuse(KinesisFault.internalFailure());
    };
  }

  private static String number(Lineage stream, Shard shard, Result.Written written) {
    return new RecordNumbers(shard.createdSecond(), shard.index())
        .text(written.offset(), stream.numberedMillis(shard, written.timestamp()));
  }

  /** Any sequence number will do: the next one is greater than all that were given out before. */
  private void requireOrderingNumber(@Nullable String number, String stream) {
    if (number != null && SequenceNumber.parse(number).isEmpty()) {
      throw Faults.refuse(KinesisFault.invalidOrderingNumber(number, stream, account.id()));
    }
  }
}
