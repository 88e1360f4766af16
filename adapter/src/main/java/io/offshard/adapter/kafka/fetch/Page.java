// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.service.Batch;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of records out of the answer to a fetch. Keys and values stay in the answer's buffer
 * unless they were compressed. For one thread, once.
 */
final class Page {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final long from;
  private final int maxRecords;
  private final int maxBytes;
  private final List<Batch.Entry> entries = new ArrayList<>();
  private long bytes;
  private long next;

  private Page(long from, int maxRecords, int maxBytes) {
    this.from = from;
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.next = from;
  }

  static Batch of(PartitionData data, long from, int maxRecords, int maxBytes) {
    Page page = new Page(from, maxRecords, maxBytes);
    page.fill(data);
    long stable = data.lastStableOffset();
    return new Batch(page.entries, page.next, stable < 0 ? data.highWatermark() : stable);
  }

  private void fill(PartitionData data) {
    CommittedBatches committed = new CommittedBatches(data.abortedTransactions());
    Records records = FetchResponse.recordsOrFail(data);
    ByteBuffer answer = records instanceof MemoryRecords held ? held.buffer() : NOTHING;
    int place = answer.position();
    try (BufferSupplier buffers = BufferSupplier.create()) {
      for (RecordBatch batch : records.batches()) {
        if (committed.isVisible(batch)) {
          UncompressedBatch plain = UncompressedBatch.of(batch, answer, place);
          if (!(plain == null ? add(batch, buffers) : add(plain))) {
            return;
          }
        }
        place += batch.sizeInBytes();
        // Not the last record's: compaction may have taken those behind it.
        next = Math.max(next, batch.nextOffset());
      }
    }
  }

  /** False when the page is full; it then ends before the record that found no room. */
  private boolean add(UncompressedBatch batch) {
    while (batch.hasNext()) {
      Batch.Entry entry = batch.next(from);
      if (entry != null && !add(entry)) {
        next = entry.offset();
        return false;
      }
    }
    return true;
  }

  /** The same for batches that Kafka's own code has to unpack. */
  private boolean add(RecordBatch batch, BufferSupplier buffers) {
    try (CloseableIterator<Record> records = batch.streamingIterator(buffers)) {
      while (records.hasNext()) {
        Record record = records.next();
        // A batch comes whole, also what is before the offset that was asked for.
        if (record.offset() >= from && !add(entry(record))) {
          next = record.offset();
          return false;
        }
      }
      return true;
    }
  }

  private boolean add(Batch.Entry entry) {
    bytes += entry.bytes();
    if (!entries.isEmpty() && (entries.size() == maxRecords || bytes > maxBytes)) {
      return false;
    }
    entries.add(entry);
    return true;
  }

  private static Batch.Entry entry(Record record) {
    ByteBuffer value = record.value();
    @Nullable Header shard = null;
    @Nullable Header clientInfo = null;
    boolean seal = false;
    for (Header header : record.headers()) {
      if (header.key().equals(Envelope.SHARD_HEADER)) {
        shard = header;
      } else if (header.key().equals(Envelope.SEAL_HEADER)) {
        seal = true;
      } else if (header.key().equals(Envelope.CLIENT_INFO_HEADER)) {
        clientInfo = header;
      }
    }
    return new Batch.Entry(
        record.offset(),
        record.timestamp(),
        record.key(),
        value == null ? ByteBuffer.allocate(0) : value,
        shard == null ? OptionalInt.empty() : Envelope.decodeOrdinal(shard.value()),
        seal,
        clientInfo == null || clientInfo.value() == null
            ? null
            : ByteBuffer.wrap(clientInfo.value()));
  }
}
