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
import io.offshard.mapping.kinesis.GetRecordsWriter;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.RecordNumbers;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.token.IteratorToken;
import java.nio.ByteBuffer;
import java.time.Instant;
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

  ByteBuffer handle(Call<Request> call, Wire wire) {
    Request request = call.request();
    IteratorToken token = tokens.openIterator(request.shardIterator(), IteratorToken.class);
    Located found = catalog.locate(token.topicId(), token.shardIndex());
    Lineage stream = found.stream();
    Shard shard = found.shard();
    requireSame(stream, request.streamArn());
    int limit = Objects.requireNonNullElse(request.limit(), MAX_RECORDS);
    Page page = reader.read(stream, shard, token.nextOffset(), limit, pageBytes);
    GetRecordsWriter answer = records(wire, page, stream, shard);
    if (page.isLast()) {
      return answer.end(
          page.millisBehind(), page.children().stream().map(Descriptions::child).toList());
    }
    IteratorToken next =
        new IteratorToken(token.topicId(), shard.index(), page.next(), tokens.now());
    return answer.end(tokens.seal(next), page.millisBehind());
  }

  private GetRecordsWriter records(Wire wire, Page page, Lineage stream, Shard shard) {
    long bytes = 0;
    for (Batch.Entry entry : page.records()) {
      bytes += entry.bytes();
    }
    meters.records(Direction.OUT, page.records().size(), bytes);
    boolean encrypted = stream.settings().encryptionKey() != null;
    GetRecordsWriter answer = new GetRecordsWriter(wire, page.records().size(), bytes, encrypted);
    RecordNumbers numbers = new RecordNumbers(shard.createdSecond(), shard.index());
    for (Batch.Entry entry : page.records()) {
      answer.record(
          numbers.of(entry.offset(), stream.numberedMillis(shard, entry.timestamp())),
          Math.clamp(entry.timestamp(), 0, MAX_MILLIS),
          entry.value(),
          Envelope.partitionKeyUtf8(entry.key(), shard.partition()));
    }
    return answer;
  }

  private void requireSame(Lineage stream, @Nullable String arn) {
    if (arn != null && !lookup.name(null, arn).equals(stream.name())) {
      throw Faults.refuse(KinesisFault.invalidIterator());
    }
  }
}
