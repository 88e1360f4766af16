// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.Batch;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final int ALL = 10_000;

  @Test
  void leavesOutWhatIsBeforeTheOffsetInTheSameBatch() {
    Batch page = Page.of(answer(10, plain(0, 5)), 3, ALL, ALL);

    assertThat(page.records()).extracting(Batch.Entry::offset).containsExactly(3L, 4L);
    assertThat(page.next()).isEqualTo(5);
    assertThat(page.end()).isEqualTo(10);
  }

  @Test
  void endsBeforeTheRecordThatIsTooMany() {
    Batch page = Page.of(answer(10, plain(0, 5)), 1, 2, ALL);

    assertThat(page.records()).extracting(Batch.Entry::offset).containsExactly(1L, 2L);
    assertThat(page.next()).isEqualTo(3);
  }

  @Test
  void endsBeforeTheRecordThatHasNoRoom() {
    int bytes = "key".length() + "value0".length();

    Batch page = Page.of(answer(10, plain(0, 5)), 0, ALL, 2 * bytes + 1);

    assertThat(page.records()).hasSize(2);
    assertThat(page.next()).isEqualTo(2);
  }

  @Test
  void takesOneRecordWhateverItsSize() {
    assertThat(Page.of(answer(10, plain(0, 5)), 0, ALL, 1).records()).hasSize(1);
  }

  @Test
  void goesOnBehindBatchWhoseLastRecordsAreGone() {
    ByteBuffer buffer = plain(0, 3).buffer();
    // The last offset delta of the batch's header, as compaction leaves it.
    buffer.putInt(23, 6);

    Batch page = Page.of(answer(20, MemoryRecords.readableRecords(buffer)), 0, ALL, ALL);

    assertThat(page.records()).hasSize(3);
    assertThat(page.next()).isEqualTo(7);
  }

  @Test
  void leavesOutAbortedTransactionsAndMarks() {
    PartitionData answer =
        answer(
            20,
            transactional(0, 7, "a"),
            transactional(1, 8, "b"),
            mark(2, 7, ControlRecordType.ABORT),
            transactional(3, 7, "c"),
            mark(4, 8, ControlRecordType.COMMIT),
            mark(5, 7, ControlRecordType.COMMIT));
    answer.setAbortedTransactions(
        List.of(new AbortedTransaction().setProducerId(7).setFirstOffset(0)));

    Batch page = Page.of(answer, 0, ALL, ALL);

    assertThat(page.records()).extracting(PageTest::value).containsExactly("b", "c");
    assertThat(page.next()).isEqualTo(6);
  }

  @Test
  void readsKeysValuesAndHeaders() {
    Header shard = new RecordHeader(Envelope.SHARD_HEADER, Envelope.encodeOrdinal(5));
    Header seal = new RecordHeader(Envelope.SEAL_HEADER, new byte[0]);
    SimpleRecord whole =
        new SimpleRecord(99, "k".getBytes(UTF_8), "v".getBytes(UTF_8), new Header[] {shard});
    SimpleRecord empty = new SimpleRecord(98, (byte[]) null, null, new Header[] {seal});

    List<Batch.Entry> entries =
        Page.of(answer(2, MemoryRecords.withRecords(Compression.NONE, whole, empty)), 0, ALL, ALL)
            .records();

    assertThat(entries.getFirst().timestamp()).isEqualTo(99);
    assertThat(entries.getFirst().key()).isEqualTo(ByteBuffer.wrap("k".getBytes(UTF_8)));
    assertThat(value(entries.getFirst())).isEqualTo("v");
    assertThat(entries.getFirst().ordinal()).hasValue(5);
    assertThat(entries.getFirst().seal()).isFalse();
    assertThat(entries.getLast().key()).isNull();
    assertThat(value(entries.getLast())).isEmpty();
    assertThat(entries.getLast().ordinal()).isEmpty();
    assertThat(entries.getLast().seal()).isTrue();
  }

  @Test
  void takesTheHighWatermarkWhereTheBrokerKnowsNoStableOffset() {
    PartitionData answer = answer(4, plain(0, 1)).setLastStableOffset(-1).setHighWatermark(9);

    assertThat(Page.of(answer, 0, ALL, ALL).end()).isEqualTo(9);
  }

  private static String value(Batch.Entry entry) {
    return UTF_8.decode(entry.value().duplicate()).toString();
  }

  private static MemoryRecords plain(long offset, int count) {
    return MemoryRecords.withRecords(
        offset,
        Compression.NONE,
        IntStream.range(0, count)
            .mapToObj(
                i -> new SimpleRecord(i, "key".getBytes(UTF_8), ("value" + i).getBytes(UTF_8)))
            .toArray(SimpleRecord[]::new));
  }

  private static MemoryRecords transactional(long offset, long producer, String value) {
    return MemoryRecords.withTransactionalRecords(
        offset,
        Compression.NONE,
        producer,
        (short) 0,
        0,
        0,
        new SimpleRecord(value.getBytes(UTF_8)));
  }

  private static MemoryRecords mark(long offset, long producer, ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(
        offset, 0, 0, producer, (short) 0, new EndTransactionMarker(type, 0));
  }

  private static PartitionData answer(long end, MemoryRecords... batches) {
    ByteBuffer all =
        ByteBuffer.allocate(Stream.of(batches).mapToInt(MemoryRecords::sizeInBytes).sum());
    for (MemoryRecords each : batches) {
      all.put(each.buffer());
    }
    return new PartitionData()
        .setHighWatermark(end)
        .setLastStableOffset(end)
        .setRecords(MemoryRecords.readableRecords(all.flip()));
  }
}
