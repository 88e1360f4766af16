// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.mapping.dynamodb.ChangesWriter;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.GetRecords.Request;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.token.ChangeIteratorToken;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Reads the changes at an iterator. */
final class GetRecordsOperation {
  private static final int MOST = 1_000;

  /** So many records are read at once even for fewer changes, as not each one is a change. */
  private static final int FEW = 100;

  private final TableLookup lookup;
  private final RecordReader reader;
  private final ChangeIterators iterators;
  private final Permissions may;
  private final Changes changes;
  private final TableArn arns;
  private final int pageBytes;
  private final Duration patience;
  private final LongSupplier nanos;

  GetRecordsOperation(
      DynamoCore core,
      TableLookup lookup,
      ChangeIterators iterators,
      Permissions may,
      Changes changes) {
    this.lookup = lookup;
    this.reader = core.reader();
    this.iterators = iterators;
    this.may = may;
    this.changes = changes;
    this.arns = core.arns();
    this.pageBytes = core.pageBytes();
    this.patience = core.patience();
    this.nanos = core.nanos();
  }

  ByteBuffer handle(Call<Request> call, Wire wire) {
    Request request = call.request();
    int limit = Objects.requireNonNullElse(request.limit(), MOST);
    if (limit > MOST) {
      throw DynamoFaults.refuse(DynamoFault.tooManyRecords(MOST));
    }
    ChangeIteratorToken token = iterators.open(request.shardIterator());
    may.require(call.permit(), token.table(), token.label());
    TableLookup.Place place = lookup.find(token);
    reader.requirePoll(place.found().stream(), place.part().shard());
    long start = nanos.getAsLong();
    BooleanSupplier late = () -> nanos.getAsLong() - start >= patience.toNanos();
    Changes.Answer answer = changes.answer(place.found(), place.part(), limit, late);
    long next = read(place, token, Math.max(limit, FEW), answer, late);
    ChangesWriter writer = new ChangesWriter(arns.region(), place.found().table().spec().view());
    return writer.write(
        answer.changes(), next < 0 ? null : iterators.seal(token.at(next, iterators.now())));
  }

  /**
   * Reads until the answer is full, or for a while as long as it is empty.
   *
   * @return the offset to go on from; negative at the end of a closed shard
   */
  private long read(
      TableLookup.Place from,
      ChangeIteratorToken token,
      int records,
      Changes.Answer answer,
      BooleanSupplier late) {
    Lineage stream = from.found().stream();
    TablePart part = from.part();
    long next = token.nextOffset();
    while (true) {
      if (next >= part.end()) {
        return -1;
      }
      Page page = reader.polled(stream, part.shard(), next, records, pageBytes, token.issuedAt());
      if (next == token.nextOffset()) {
        requireUntrimmed(stream, part, page, token);
      }
      boolean isFull = !answer.take(page.records());
      if (isFull) {
        return answer.next();
      }
      if (page.isLast() || page.next() >= part.end()) {
        return -1;
      }
      boolean moved = page.next() > next;
      next = page.next();
      boolean enough = !answer.changes().isEmpty() || page.millisBehind() == 0 || !moved;
      if (enough || late.getAsBoolean()) {
        return next;
      }
    }
  }

  /**
   * Where records are missing Kafka may have compacted or deleted them; only the latter counts.
   * What expires while the iterator is good can be read by it all the same: else nobody could read
   * from the beginning of a shard from which something expires at each moment.
   */
  private void requireUntrimmed(
      Lineage stream, TablePart part, Page page, ChangeIteratorToken token) {
    long offset = token.nextOffset();
    long first = page.records().isEmpty() ? page.next() : page.records().getFirst().offset();
    if (first > offset && offset < reader.horizon(stream, part.shard(), token.issuedAt())) {
      throw DynamoFaults.refuse(DynamoFault.trimmed());
    }
  }
}
