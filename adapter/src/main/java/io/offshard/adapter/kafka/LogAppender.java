// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a topic of one partition, in the order of the calls: the other end of a {@link
 * LogFollower}. Thread-safe.
 */
public final class LogAppender implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Asks nothing of Kafka yet.
   *
   * @param name of the client
   * @param request how long a broker may take to answer
   * @param delivery after which it is unknown whether a record was written
   * @param bufferBytes of memory for what is under way
   */
  public LogAppender(
      KafkaClients clients,
      String name,
      String topic,
      Duration request,
      Duration delivery,
      long bufferBytes) {
    this.topic = topic;
    this.producer = clients.newProducer(name, request, delivery, bufferBytes);
  }

  /**
   * Appends a record; it may wait as long as for one request, for room or for Kafka to be found.
   *
   * @param value null: clears the key
   * @return its offset; completed when it is in the log, or when nobody knows
   */
  public CompletableFuture<Long> append(byte[] key, byte @Nullable [] value) {
    CompletableFuture<Long> written = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, 0, key, value),
              (place, failure) -> {
                if (failure == null) {
                  written.complete(place.offset());
                } else {
                  written.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  /** Waits two seconds for what is under way. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
