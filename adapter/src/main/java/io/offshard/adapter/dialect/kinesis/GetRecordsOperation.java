// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Meters.Direction;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.mapping.envelope.Envelope;
import io.offshard.mapping.kinesis.GetRecords.Request;
import io.offshard.mapping.kinesis.GetRecords.Response;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.Record;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.token.IteratorToken;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records at an iterator. */
final class GetRecordsOperation {
  private static final int MAX_RECORDS = 10_000;
  private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final StreamCatalog catalog;
  private final StreamLookup lookup;
  private final RecordReader reader;
  private final PageTokens tokens;
  private final Meters meters;
  private final int pageBytes;

  GetRecordsOperation(
      StreamCatalog catalog,
      StreamLookup lookup,
      RecordReader reader,
      PageTokens tokens,
      Meters meters,
      int pageBytes) {
    this.catalog = catalog;
    this.lookup = lookup;
    this.reader = reader;
    this.tokens = tokens;
    this.meters = meters;
    this.pageBytes = pageBytes;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    IteratorToken token = tokens.openIterator(request.shardIterator(), IteratorToken.class);
    Located found = catalog.locate(token.topicId(), token.shardIndex());
    Lineage stream = found.stream();
    Shard shard = found.shard();
    requireSame(stream, request.streamArn());
    int limit = Objects.requireNonNullElse(request.limit(), MAX_RECORDS);
    Page page = reader.read(stream, shard, token.nextOffset(), limit, pageBytes);
    meters.records(
        Direction.OUT,
        page.records().size(),
        page.records().stream().mapToLong(Batch.Entry::bytes).sum());
    IteratorToken next =
        new IteratorToken(token.topicId(), shard.index(), page.next(), tokens.now());
    List<Record> records = page.records().stream().map(entry -> record(shard, entry)).toList();
    return new Response(records, tokens.seal(next), page.millisBehind(), null);
  }

  private void requireSame(Lineage stream, @Nullable String arn) {
    if (arn != null && !lookup.name(null, arn).equals(stream.name())) {
      throw Faults.refuse(KinesisFault.invalidIterator());
    }
  }

  private static Record record(Shard shard, Batch.Entry entry) {
    ByteBuffer key = entry.key();
    return new Record(
        RecordNumbers.of(shard, entry.offset(), entry.timestamp()),
        Instant.ofEpochMilli(Math.clamp(entry.timestamp(), 0, MAX_MILLIS)),
        entry.value(),
        Envelope.partitionKeyText(key == null ? null : bytes(key), shard.partition()),
        null);
  }

  private static byte[] bytes(ByteBuffer key) {
    byte[] copy = new byte[key.remaining()];
    key.duplicate().get(copy);
    return copy;
  }
}
