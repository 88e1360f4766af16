// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Meters.Direction;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.mapping.envelope.Envelope;
import io.offshard.mapping.kinesis.ChildShard;
import io.offshard.mapping.kinesis.RecordSink;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.RecordNumbers;
import java.util.List;

/** Writes pages of records as Kinesis shows them, and counts what is served. */
public final class RecordPages {
  private final Meters meters;

  /** The sequence number of a record. */
  @FunctionalInterface
  public interface Numbers {
    /** Its digits, in an array that the next call may overwrite. */
    byte[] of(Batch.Entry record);
  }

  /** Pages that those meters count. */
  public RecordPages(Meters meters) {
    this.meters = meters;
  }

  static boolean isEncrypted(Lineage stream) {
    return stream.settings().encryptionKey() != null;
  }

  /** What is read on with after the last page of a shard. */
  static List<ChildShard> children(Page page) {
    return page.children().stream().map(Descriptions::child).toList();
  }

  /** Writes the records. */
  void write(Page page, long bytes, Located of, RecordSink sink) {
    Lineage stream = of.stream();
    Shard shard = of.shard();
    RecordNumbers numbers = new RecordNumbers(shard.createdSecond(), shard.index());
    write(
        page.records(),
        bytes,
        shard.partition(),
        entry -> numbers.of(entry.offset(), stream.numberedMillis(shard, entry.timestamp())),
        sink);
  }

  /** Writes records of a partition with other numbers. */
  public void write(
      List<Batch.Entry> records, long bytes, int partition, Numbers numbers, RecordSink sink) {
    meters.records(Direction.OUT, records.size(), bytes);
    for (Batch.Entry entry : records) {
      sink.record(
          numbers.of(entry),
          entry.shownMillis(),
          entry.value(),
          Envelope.partitionKeyUtf8(entry.key(), partition));
    }
  }
}
