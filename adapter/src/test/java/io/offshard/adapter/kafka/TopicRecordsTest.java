// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.TopicRecords.Seen;
import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TopicRecordsTest {
  @Test
  void aRecordIsSeenAsItIs() {
    assertThat(TopicRecords.unpacked(record(bytes("kéy"), bytes("text"))))
        .containsExactly(seen("kéy", "text"));
    assertThat(TopicRecords.unpacked(record(null, null))).containsExactly(seen(null, null));
  }

  @Test
  void whatIsPackedIsSeenOneByOne() {
    AggregatedRecord packed =
        new AggregatedRecord(
            List.of(
                new UserRecord("one", null, UTF_8.encode("text")),
                new UserRecord("kéy", "12", UTF_8.encode("tèxt"))));

    assertThat(TopicRecords.unpacked(record(bytes("a"), packed.bytes().array())))
        .containsExactly(seen("one", "text"), seen("kéy", "tèxt"));
  }

  private static Seen seen(@Nullable String key, @Nullable String value) {
    return new Seen(3, 7, Instant.ofEpochSecond(5), buffer(key), buffer(value));
  }

  private static @Nullable ByteBuffer buffer(@Nullable String text) {
    return text == null ? null : UTF_8.encode(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "topic",
        3,
        7,
        5_000,
        TimestampType.LOG_APPEND_TIME,
        -1,
        -1,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
