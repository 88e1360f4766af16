// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.faults.ReadBack;
import io.offshard.it.faults.Writer;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Kafka goes away for a while under subscriptions whose client gives up after ten seconds of
 * silence: they last, and push all that is in the shards once.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class KafkaOutageIT {
  private static final int SHARDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ProcessBroker broker;
  private OffshardProcess server;
  private KinesisClient calls;

  /** It repeats a call that is refused, as reads may be for a moment after an outage. */
  private KinesisClient reader;

  private KinesisAsyncClient client;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    server =
        OffshardProcess.serve(
            directory.resolve("server"),
            broker.bootstrapServers(),
            Map.of("OFFSHARD_SUBSCRIPTIONS_SILENCE", "500ms", "OFFSHARD_READ_TIMEOUT", "2s"));
    calls = JavaClients.impatient(server.endpoint());
    reader = JavaClients.sync(server.endpoint());
    client = JavaClients.impatientAsync(server.endpoint());
  }

  @AfterAll
  void stop() {
    calls.close();
    reader.close();
    client.close();
    server.close();
    broker.close();
  }

  @Test
  void subscriptionsGoOnWhenTheBrokerIsKilledAndComesBack() {
    pushesAllOnceThrough(broker::kill, broker::restart);
  }

  @Test
  void subscriptionsGoOnWhenTheBrokerIsFrozenAndThaws() {
    pushesAllOnceThrough(broker::freeze, broker::thaw);
  }

  private void pushesAllOnceThrough(Runnable away, Runnable again) {
    LiveStream stream = LiveStream.create(calls, SHARDS);
    String consumer =
        calls
            .registerStreamConsumer(
                request -> request.streamARN(stream.summary().streamARN()).consumerName("app"))
            .consumer()
            .consumerARN();
    List<Subscriber> subscribers =
        IntStream.range(0, SHARDS).mapToObj(i -> subscribed(consumer, i)).toList();
    List<Writer> writers = List.of(Writer.ofSingles(stream), Writer.ofBatches(stream));
    Writer.awaitMore(writers);

    away.run();
    awaitSilence(subscribers); // which they are told of all the same
    again.run();
    Writer.awaitMore(writers);
    writers.forEach(Writer::stop);

    LiveStream back = new LiveStream(reader, stream.name(), SHARDS);
    for (int i = 0; i < SHARDS; i++) {
      List<String> stored = back.texts(i);
      Subscriber subscriber = subscribers.get(i).awaitRecords(stored.size());
      assertThat(subscriber.texts()).isEqualTo(stored);
      assertThat(subscriber.isOver()).as("over").isFalse();
      subscriber.cancel();
    }
    ReadBack.agrees(back, writers);
  }

  private Subscriber subscribed(String consumer, int shard) {
    StartingPosition horizon =
        StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
    return Subscriber.start(client, consumer, LiveStream.shardId(shard), horizon).awaitBegun();
  }

  /** Longer than a question to Kafka takes. */
  private static void awaitSilence(List<Subscriber> subscribers) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> subscribers.stream().allMatch(KafkaOutageIT::quiet));
  }

  private static boolean quiet(Subscriber subscriber) {
    int count = subscriber.events().size();
    return count >= 2
        && subscriber.events().subList(count - 2, count).stream()
            .allMatch(event -> event.records().isEmpty());
  }
}
