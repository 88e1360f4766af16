// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.LogAppender;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LogRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Appends records to the lineage topic, in the order of the calls. Thread-safe. */
final class LineageWriter implements AutoCloseable {
  /** Short: leases wait for the successor of a leader that hangs. */
  private static final Duration REQUEST = Duration.ofSeconds(2);

  private static final Duration DELIVERY = Duration.ofSeconds(8);
  private static final long BUFFER_BYTES = 16L << 20;

  private final LogAppender appender;

  LineageWriter(KafkaClients clients, String topic) {
    this.appender =
        new LogAppender(clients, "offshard-lineage-writer", topic, REQUEST, DELIVERY, BUFFER_BYTES);
  }

  /**
   * Appends a record. It may wait two seconds for room or for Kafka to be found.
   *
   * @return its offset; completed when it is in the log, or when nobody knows
   */
  CompletableFuture<Long> append(String key, LogRecord content) {
    return appender.append(key.getBytes(UTF_8), LineageCodec.encode(content));
  }

  /** Waits two seconds for what is under way. */
  @Override
  public void close() {
    appender.close();
  }
}
