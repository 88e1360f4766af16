// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.Batch;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read by hand is what Kafka's own code reads. */
class UncompressedBatchTest {
  private static final int ALL = 1_000_000;

  /** Where it stands in a batch. */
  private static final int MAX_TIMESTAMP = 35;

  private static SimpleRecord record(Random random) {
    List<Header> headers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add(header(random));
    }
    return new SimpleRecord(
        random.nextLong(1L << 42),
        bytes(random, 300),
        bytes(random, 20_000),
        headers.toArray(Header[]::new));
  }

  private static Header header(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new RecordHeader(Envelope.SHARD_HEADER, Envelope.encodeOrdinal(random.nextInt(99)));
      case 1 -> new RecordHeader(Envelope.SHARD_HEADER, bytes(random, 6));
      case 2 -> new RecordHeader(Envelope.SEAL_HEADER, bytes(random, 3));
      case 3 -> new RecordHeader("offshard-other", bytes(random, 100));
      case 4 -> new RecordHeader(Envelope.CLIENT_INFO_HEADER, bytes(random, 30));
      default -> new RecordHeader("k\u00e4se", bytes(random, 200));
    };
  }

  private static byte @Nullable [] bytes(Random random, int most) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(random.nextInt(most) + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static MemoryRecords batch(
      Compression compression, long offset, long seed, boolean append) {
    Random random = new Random(seed);
    SimpleRecord[] records = new SimpleRecord[1 + random.nextInt(20)];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(random);
    }
    TimestampType stamps = append ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    ByteBuffer bytes =
        MemoryRecords.withRecords(
                RecordBatch.CURRENT_MAGIC_VALUE, offset, compression, stamps, records)
            .buffer();
    if (append) {
      bytes.putLong(MAX_TIMESTAMP, 77_777); // in place of the clock's
    }
    return MemoryRecords.readableRecords(bytes);
  }

  /** Behind bytes that are not part of it, as in the answer of a broker. */
  private static Batch page(MemoryRecords first, MemoryRecords second, long from, int most) {
    ByteBuffer all = ByteBuffer.allocate(9 + first.sizeInBytes() + second.sizeInBytes());
    all.position(9).mark();
    all.put(first.buffer()).put(second.buffer()).reset();
    PartitionData answer =
        new PartitionData()
            .setLastStableOffset(ALL)
            .setRecords(MemoryRecords.readableRecords(all.slice()));
    return Page.of(answer, from, most, ALL);
  }

  @Property(tries = 300)
  void recordsAreThoseThatKafkaReads(
      @ForAll long seed,
      @ForAll boolean append,
      @ForAll @IntRange(max = 45) int from,
      @ForAll @IntRange(min = 1, max = 45) int most) {
    List<Batch> pages = new ArrayList<>();
    for (Compression compression : List.of(Compression.NONE, Compression.gzip().build())) {
      MemoryRecords first = batch(compression, 5, seed, append);
      MemoryRecords second = batch(Compression.NONE, 40, seed + 1, append);
      pages.add(page(first, second, from, most));
    }
    assertThat(pages.getFirst()).isEqualTo(pages.getLast());
  }

  @Property(tries = 300)
  void damagedRecordsAreReadOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 61, max = 2_000) int place, @ForAll byte with) {
    ByteBuffer damaged = batch(Compression.NONE, 0, seed, false).buffer();
    if (place < damaged.limit()) {
      damaged.put(place, with);
    }
    PartitionData answer =
        new PartitionData()
            .setLastStableOffset(ALL)
            .setRecords(MemoryRecords.readableRecords(damaged));
    try {
      assertThat(Page.of(answer, 0, ALL, ALL).records()).isNotNull();
    } catch (KafkaException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void aRecordThatReachesBeyondItsBatchIsRefused() {
    SimpleRecord one = new SimpleRecord("v".getBytes(UTF_8));
    ByteBuffer bytes = MemoryRecords.withRecords(Compression.NONE, one).buffer();
    bytes.put(61, (byte) 126); // its length

    PartitionData answer = new PartitionData().setRecords(MemoryRecords.readableRecords(bytes));

    assertThatThrownBy(() -> Page.of(answer, 0, ALL, ALL)).isInstanceOf(KafkaException.class);
  }
}
