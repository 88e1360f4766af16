// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.LogAppender;
import io.offshard.adapter.kafka.LogEnd;
import io.offshard.adapter.kafka.LogFollower;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.mapping.items.ItemLogKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The item topic, which is there, with what reads and writes it. Thread-safe. */
final class OpenLog implements AutoCloseable {
  private static final Duration REQUEST = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(5);
  private static final long BUFFER_BYTES = 16L << 20;

  private final LogFollower follower;
  private final LogAppender appender;
  private final LogEnd end;

  /**
   * Begins to read.
   *
   * @param reader tells where the topic ends
   */
  OpenLog(KafkaClients clients, PartitionReader reader, String topic, UUID topicId, ItemLog log) {
    this.appender =
        new LogAppender(clients, "offshard-item-writer", topic, REQUEST, DELIVERY, BUFFER_BYTES);
    this.follower = new LogFollower(clients, "offshard-item-reader", topic, log);
    Place place = new Place(topic, topicId, 0, 0);
    this.end =
        new LogEnd(
            () ->
                CompletableFuture.supplyAsync(
                    // It is by the topic's id, and fails where there is another one of the name.
                    () -> reader.read(place, follower.next(), 1, 1).end(),
                    Thread::startVirtualThread));
  }

  /** Waits until all has been read that was in the log when this was called. */
  void catchUp(long deadline) throws ExecutionException, InterruptedException, TimeoutException {
    awaitRead(end.ask().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), deadline);
  }

  /** Waits until all below that offset has been read. */
  void awaitRead(long offset, long deadline) throws InterruptedException, TimeoutException {
    if (!follower.await(offset, deadline)) {
      String problem = follower.problem();
      throw new TimeoutException(
          problem == null
              ? "read up to offset " + follower.next() + " of " + offset + " in time"
              : problem);
    }
  }

  /**
   * Appends a record; it may wait two seconds for room or for Kafka to be found.
   *
   * @param value null: clears the key
   * @return its offset
   */
  CompletableFuture<Long> append(ItemLogKey key, byte @Nullable [] value) {
    return appender.append(key.toString().getBytes(UTF_8), value);
  }

  /** Nobody waits for it: what does not succeed is for the next one who clears. */
  void clear(List<ItemLogKey> keys) {
    for (ItemLogKey each : keys) {
      CompletableFuture<Long> _ = append(each, null);
    }
  }

  @Nullable String problem() {
    return follower.problem();
  }

  /** Waits two seconds for what is under way. */
  @Override
  public void close() {
    appender.close();
    follower.close();
  }
}
