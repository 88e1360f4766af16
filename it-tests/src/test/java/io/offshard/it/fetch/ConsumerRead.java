// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import io.offshard.adapter.service.Batch;
import io.offshard.mapping.envelope.Envelope;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;

/** One read with a borrowed consumer. */
final class ConsumerRead {
  /**
   * A poll cannot tell "nothing there" from "not fetched yet", so polls are short and followed by a
   * look at the lag.
   */
  private static final Duration SLICE = Duration.ofMillis(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long deadline;

  ConsumerRead(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Duration timeout) {
    this.consumer = consumer;
    this.partition = partition;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  Batch from(long offset, int maxRecords, int maxBytes) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    try {
      return poll(maxRecords, maxBytes);
    } catch (OffsetOutOfRangeException e) {
      long start =
          consumer.beginningOffsets(List.of(partition), timeLeft()).getOrDefault(partition, 0L);
      if (offset >= start) {
        return new Batch(List.of(), offset, end());
      }
      // The consumer takes the offset that it has just been told for the partition's end.
      consumer.assign(List.of());
      consumer.assign(List.of(partition));
      consumer.seek(partition, start);
      return poll(maxRecords, maxBytes);
    }
  }

  /**
   * Ends with records, at the end, or in time with none: then it was stepping over what no reader
   * sees, or the partition's leader has not answered, which is a time-out.
   */
  private Batch poll(int maxRecords, int maxBytes) {
    while (true) {
      List<ConsumerRecord<byte[], byte[]>> fetched = consumer.poll(SLICE).records(partition);
      OptionalLong lag = consumer.currentLag(partition);
      boolean atEnd = lag.isPresent() && lag.getAsLong() == 0;
      if (!fetched.isEmpty() || atEnd || System.nanoTime() > deadline) {
        if (fetched.isEmpty() && lag.isEmpty()) {
          throw new TimeoutException("no answer about " + partition);
        }
        long position = consumer.position(partition);
        long end = lag.isPresent() ? position + lag.getAsLong() : end();
        return page(fetched, position, end, maxRecords, maxBytes);
      }
    }
  }

  private long end() {
    return consumer.endOffsets(List.of(partition), timeLeft()).getOrDefault(partition, 0L);
  }

  private Duration timeLeft() {
    return Duration.ofNanos(Math.max(deadline - System.nanoTime(), SLICE.toNanos()));
  }

  private static Batch page(
      List<ConsumerRecord<byte[], byte[]>> fetched,
      long position,
      long end,
      int maxRecords,
      int maxBytes) {
    List<Batch.Entry> entries = new ArrayList<>(Math.min(fetched.size(), maxRecords));
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> each : fetched) {
      Batch.Entry entry = entry(each);
      bytes += entry.bytes();
      if (!entries.isEmpty() && (entries.size() == maxRecords || bytes > maxBytes)) {
        return new Batch(entries, each.offset(), end);
      }
      entries.add(entry);
    }
    return new Batch(entries, position, end);
  }

  private static Batch.Entry entry(ConsumerRecord<byte[], byte[]> each) {
    byte[] key = each.key();
    byte[] value = each.value();
    Header info = each.headers().lastHeader(Envelope.CLIENT_INFO_HEADER);
    Header shard = each.headers().lastHeader(Envelope.SHARD_HEADER);
    return new Batch.Entry(
        each.offset(),
        each.timestamp(),
        key == null ? null : ByteBuffer.wrap(key),
        value == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(value),
        shard == null ? OptionalInt.empty() : Envelope.decodeOrdinal(shard.value()),
        each.headers().lastHeader(Envelope.SEAL_HEADER) != null,
        info == null ? null : ByteBuffer.wrap(info.value()));
  }
}
