// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.mapping.kinesis.GetRecords.Request;
import io.offshard.mapping.kinesis.GetRecordsWriter;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.token.IteratorToken;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records at an iterator. */
final class GetRecordsOperation {
  private static final int MAX_RECORDS = 10_000;

  private final StreamCatalog catalog;
  private final StreamLookup lookup;
  private final RecordReader reader;
  private final PageTokens tokens;
  private final Permissions may;
  private final RecordPages pages;
  private final int pageBytes;

  GetRecordsOperation(
      StreamCatalog catalog,
      StreamLookup lookup,
      RecordReader reader,
      PageTokens tokens,
      Permissions may,
      RecordPages pages,
      int pageBytes) {
    this.catalog = catalog;
    this.lookup = lookup;
    this.reader = reader;
    this.tokens = tokens;
    this.may = may;
    this.pages = pages;
    this.pageBytes = pageBytes;
  }

  ByteBuffer handle(Call<Request> call, Wire wire) {
    Request request = call.request();
    IteratorToken token = tokens.openIterator(request.shardIterator(), IteratorToken.class);
    Located found = catalog.locate(token.topicId(), token.shardIndex());
    Lineage stream = found.stream();
    may.require(call.permit(), stream);
    Shard shard = found.shard();
    requireSame(stream, request.streamArn());
    int limit = Objects.requireNonNullElse(request.limit(), MAX_RECORDS);
    Page page = reader.poll(stream, shard, token.nextOffset(), limit, pageBytes);
    long bytes = Batch.bytes(page.records());
    GetRecordsWriter answer =
        new GetRecordsWriter(wire, page.records().size(), bytes, RecordPages.isEncrypted(stream));
    pages.write(page, bytes, found, answer);
    if (page.isLast()) {
      return answer.end(page.millisBehind(), RecordPages.children(page));
    }
    IteratorToken next =
        new IteratorToken(token.topicId(), shard.index(), page.next(), tokens.now());
    return answer.end(tokens.seal(next), page.millisBehind());
  }

  private void requireSame(Lineage stream, @Nullable String arn) {
    if (arn != null && !lookup.name(null, arn).equals(stream.name())) {
      throw Faults.refuse(KinesisFault.invalidIterator());
    }
  }
}
