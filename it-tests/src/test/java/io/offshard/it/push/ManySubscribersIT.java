// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/** Two hundred subscriptions on one replica, of which one stops reading. */
@TestInstance(Lifecycle.PER_CLASS)
final class ManySubscribersIT {
  private static final int SHARDS = 10;
  private static final int CONSUMERS = 20;
  private static final int RECORDS = 30;
  private static final byte[] DATA = new byte[40_000];
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final StartingPosition LATEST =
      StartingPosition.builder().type(ShardIteratorType.LATEST).build();

  private ProcessBroker broker;
  private OffshardProcess server;
  private KinesisClient calls;
  private KinesisAsyncClient client;
  private KinesisAsyncClient lazyClient;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    server =
        OffshardProcess.serve(
            directory.resolve("server"),
            broker.bootstrapServers(),
            Map.of("OFFSHARD_SUBSCRIPTIONS_MOST", "200", "OFFSHARD_JAVA_OPTS", "-Xmx256m"));
    calls = JavaClients.sync(server.endpoint());
    client = JavaClients.crowded(server.endpoint());
    lazyClient = JavaClients.crowded(server.endpoint());
  }

  @AfterAll
  void stop() {
    calls.close();
    client.close();
    lazyClient.close();
    server.close();
    broker.close();
  }

  @Test
  void oneThatDoesNotReadHoldsUpNobody() throws Exception {
    LiveStream stream = LiveStream.create(calls, SHARDS);
    String arn = stream.summary().streamARN();
    Map<String, Long> answered = new ConcurrentHashMap<>();
    List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    List<Subscriber> readers = new ArrayList<>();
    Subscriber lazy =
        Subscriber.lazy(lazyClient, consumer(arn, "app-0"), LiveStream.shardId(0), LATEST)
            .awaitBegun();
    for (int c = 0; c < CONSUMERS; c++) {
      String consumer = c == 0 ? described(arn, "app-0") : consumer(arn, "app-" + c);
      for (int s = c == 0 ? 1 : 0; s < SHARDS; s++) {
        readers.add(
            Subscriber.start(
                client,
                consumer,
                LiveStream.shardId(s),
                LATEST,
                event -> measure(event, answered, micros)));
      }
    }
    readers.forEach(Subscriber::awaitBegun);
    Awaitility.await().until(() -> server.metric("offshard_subscriptions"), now -> now == 200);
    String first =
        calls.listStreamConsumers(r -> r.streamARN(arn)).consumers().get(0).consumerARN();
    assertThat(Subscriber.start(client, first, LiveStream.shardId(1), LATEST).failure())
        .isInstanceOf(LimitExceededException.class);

    for (int i = 0; i < RECORDS; i++) {
      for (int s = 0; s < SHARDS; s++) {
        String number = stream.put(s, "key " + i, DATA).sequenceNumber();
        answered.put(number, System.nanoTime());
      }
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> readers.stream().allMatch(each -> each.records().size() >= RECORDS));
    List<String> keys = IntStream.range(0, RECORDS).mapToObj(i -> "key " + i).toList();
    assertThat(readers)
        .allSatisfy(
            each -> assertThat(each.records().stream().map(Record::partitionKey)).isEqualTo(keys));
    assertThat(lazy.records()).hasSizeLessThan(RECORDS);
    assertThat(lazy.isOver()).isFalse();
    assertThat(server.metric("offshard_tail_partitions")).isEqualTo(SHARDS);
    assertThat(server.metric("offshard_subscriptions")).isEqualTo(200);
    print(micros);
    lazy.cancel();
    readers.forEach(Subscriber::cancel);
    Awaitility.await().until(() -> server.metric("offshard_subscriptions"), now -> now == 0);
  }

  private String consumer(String arn, String name) {
    return calls
        .registerStreamConsumer(request -> request.streamARN(arn).consumerName(name))
        .consumer()
        .consumerARN();
  }

  private String described(String arn, String name) {
    return calls
        .describeStreamConsumer(request -> request.streamARN(arn).consumerName(name))
        .consumerDescription()
        .consumerARN();
  }

  /** From the answer to a put, as far as that has come already. */
  private static void measure(
      SubscribeToShardEvent event, Map<String, Long> answered, List<Long> micros) {
    long now = System.nanoTime();
    for (Record record : event.records()) {
      Long at = answered.get(record.sequenceNumber());
      if (at != null) {
        micros.add((now - at) / 1_000);
      }
    }
  }

  private static void print(List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    System.out.printf(
        "push, 199 subscribers: from the answer to PutRecord to the event, us: p50 %d p99 %d max %d"
            + " (%d of %d events came before the answer)%n",
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.getLast(),
        199 * RECORDS - sorted.size(),
        199 * RECORDS);
  }
}
