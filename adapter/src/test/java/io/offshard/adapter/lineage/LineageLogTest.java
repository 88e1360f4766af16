// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LineageLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(LineageLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final LineageLog log =
      new LineageLog(new Members(() -> 0), new Lease(new UUID(1, 1), () -> 0, () -> 0), () -> {});

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.ERROR);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void whatAStrangerWritesIntoTheLogIsOneShortLineOfOurs() {
    String value =
        "{\"level\":1,\"op\":\"x\",\"kind\":\"\\n2026 ERROR " + "x".repeat(10_000) + "\"}";
    LineageLog.Batch batch =
        log.apply(
            List.of(
                new ConsumerRecord<>("log", 0, 0, "op/x".getBytes(UTF_8), value.getBytes(UTF_8))));

    assertThat(batch.verdicts()).isEmpty();
    assertThat(log.malformed()).isOne();
    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfies(line -> assertThat(line).contains("2026 ERROR").doesNotContain("\n"))
        .satisfies(line -> assertThat(line).hasSizeLessThan(400));
  }
}
