// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Twice, clients ask for several times of what a stream with the service's quotas may take and
 * give, and break off at will. In between and afterwards the server is alone: it holds no more
 * after the second time than after the first, and nothing of the clients; whatever it has
 * acknowledged is there.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES) // it takes ten of them with -Dlong
final class SoakIT {
  private static final Duration EACH = Duration.ofSeconds(Boolean.getBoolean("long") ? 300 : 10);

  private static final int SHARDS = 4;
  private static final double MIB = 1 << 20;

  /** What has to be gone when the clients are. */
  private static final List<String> GAUGES =
      List.of(
          "offshard_http_connections ",
          "offshard_http_bytes_in_flight ",
          "offshard_write_bytes_in_flight ",
          "offshard_read_calls_in_flight ",
          "offshard_subscriptions ");

  private final AtomicLong numbers = new AtomicLong();
  private final Set<Long> acknowledged = Rush.numbers();

  @Test
  void underTooMuchLoadNothingIsLostAndNothingIsKept(@TempDir Path directory) {
    String name = StreamNames.fresh("soak");
    Map<String, String> settings =
        Map.of(
            "OFFSHARD_JAVA_OPTS", "-Xmx512m",
            "OFFSHARD_QUOTAS_PROFILE", "aws",
            "OFFSHARD_LINEAGE_TOPIC", "__" + name);
    try (OffshardProcess server =
        OffshardProcess.serve(directory, SharedServer.broker().bootstrapServers(), settings)) {
      String consumer = prepare(server, name);
      rush(server, name, consumer); // fills what is filled once: caches, pools, compiled code
      Held first = Held.by(server, directory);
      rush(server, name, consumer);
      Held second = Held.by(server, directory);
      System.out.printf("Alone after the first rush: %s; after the second: %s%n", first, second);

      assertThat(second.heap()).isLessThan(first.heap() * 1.25 + 8 * MIB);
      assertThat(second.direct()).isLessThan(first.direct() * 1.25 + 8 * MIB);
      assertThat(second.threads()).isLessThan(first.threads() + 5);
      assertThat(stored(name)).containsAll(acknowledged);
      assertThat(acknowledged).hasSizeGreaterThan(1_000);
    }
  }

  private static String prepare(OffshardProcess server, String name) {
    try (KinesisClient client = JavaClients.sync(server.endpoint())) {
      LiveStream.create(client, name, SHARDS, request -> {});
      String arn = "arn:aws:kinesis:us-east-1:000000000000:stream/" + name;
      return client
          .registerStreamConsumer(request -> request.streamARN(arn).consumerName("app"))
          .consumer()
          .consumerARN();
    }
  }

  private void rush(OffshardProcess server, String name, String consumer) {
    Rush rush = new Rush(server.endpoint(), name, SHARDS, consumer, numbers, acknowledged);
    try (rush) {
      LockSupport.parkNanos(EACH.toNanos()); // it is the clients that work
    }
    System.out.printf(
        "%,d records asked for, %,d acknowledged so far, %,d calls and records throttled, %,d"
            + " clients broke off%n",
        numbers.get(), acknowledged.size(), rush.throttled(), rush.broken());
    assertThat(rush.strange()).isEmpty();
    assertThat(rush.throttled()).isPositive();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (String gauge : GAUGES) {
                assertThat(server.metric(gauge)).as(gauge).isZero();
              }
            });
  }

  /** The numbers of all records, as Kafka has them. */
  private static Set<Long> stored(String name) {
    OwnedTopic topic = new OwnedTopic(SharedServer.broker().bootstrapServers(), name);
    Set<Long> found = new HashSet<>();
    for (int partition = 0; partition < SHARDS; partition++) {
      topic.read(partition, one -> found.add(ByteBuffer.wrap(one.value()).getLong()));
    }
    return found;
  }
}
