// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TopicPrinterTest {
  private static final String PLACE = "3\t7\t1970-01-01T00:00:05Z\t";

  @Test
  void aRecordIsALine() {
    assertThat(TopicPrinter.lines(record("kéy", "text".getBytes(UTF_8))))
        .containsExactly(PLACE + "kéy\ttext");
    assertThat(TopicPrinter.lines(record(null, null))).containsExactly(PLACE + "null\tnull");
  }

  @Test
  void whatIsPackedHasALineForEach() {
    AggregatedRecord packed =
        new AggregatedRecord(
            List.of(
                new UserRecord("one", null, UTF_8.encode("text")),
                new UserRecord("kéy", "12", UTF_8.encode("tèxt"))));

    assertThat(TopicPrinter.lines(record("a", packed.bytes().array())))
        .containsExactly(PLACE + "one\ttext", PLACE + "kéy\ttèxt");
  }

  private static ConsumerRecord<String, byte[]> record(
      @Nullable String key, byte @Nullable [] value) {
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
