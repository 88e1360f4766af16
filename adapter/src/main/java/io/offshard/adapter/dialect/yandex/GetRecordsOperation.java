// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.adapter.dialect.kinesis.RecordPages;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.EndlessShards.Page;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.GetRecordsWriter;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.token.IteratorToken;
import io.offshard.mapping.yandex.GetRecords.Request;
import io.offshard.mapping.yandex.OffsetNumber;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads the records at an iterator. There is always a next one. */
final class GetRecordsOperation {
  private final StreamCatalog catalog;
  private final EndlessShards shards;
  private final PageTokens tokens;
  private final Permissions may;
  private final RecordPages pages;
  private final int pageBytes;

  GetRecordsOperation(YandexCore core, PageTokens tokens, Permissions may) {
    this.catalog = core.kinesis().catalog();
    this.shards = core.shards();
    this.tokens = tokens;
    this.may = may;
    this.pages = new RecordPages(core.kinesis().meters());
    this.pageBytes = core.kinesis().pageBytes();
  }

  ByteBuffer handle(Call<Request> call, Wire wire) {
    Request request = call.request();
    IteratorToken token =
        tokens.openIterator(
            Objects.requireNonNullElse(request.shardIterator(), ""), IteratorToken.class);
    int limit = PageSize.of(request.limit(), PageSize.MOST, PageSize::outOfBounds);
    int partition = token.shardIndex();
    Lineage stream = catalog.partitioned(token.topicId(), partition);
    may.require(call.permit(), stream);
    Page page = shards.read(stream, partition, token.nextOffset(), limit, pageBytes);
    long bytes = Batch.bytes(page.records());
    GetRecordsWriter answer = new GetRecordsWriter(wire, page.records().size(), bytes, false);
    pages.write(
        page.records(), bytes, partition, entry -> OffsetNumber.digits(entry.offset()), answer);
    IteratorToken next = new IteratorToken(token.topicId(), partition, page.next(), tokens.now());
    return answer.end(tokens.seal(next), page.millisBehind());
  }
}
