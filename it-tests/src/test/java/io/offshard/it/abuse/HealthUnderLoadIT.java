// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whoever restarts what is not alive must not do so because there is much to do. */
final class HealthUnderLoadIT {
  private static final int WRITERS = 12;
  private static final int SLOW = 300;
  private static final int PROBES = 200;

  private final LiveStream stream = LiveStream.create(JavaClients.shared(), 1);
  private final LongAdder answered = new LongAdder();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void theProbesAreAnsweredWhileTheApiIsSaturated() throws Exception {
    List<RawSocket> slow = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient probes = HttpClient.newHttpClient()) {
      try {
        for (int i = 0; i < SLOW; i++) {
          slow.add(new RawSocket(SharedServer.endpoint()));
          slow.getLast()
              .send(
                  "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n{" + " ".repeat(i));
        }
        for (int i = 0; i < WRITERS; i++) {
          writers.execute(this::write);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answered.sum() > 2 * WRITERS);

        probe(probes, "/livez", PROBES);
        probe(probes, "/readyz", PROBES / 4);
        probe(probes, "/metrics", PROBES / 4);
      } finally {
        enough.set(true);
        for (RawSocket each : slow) {
          each.close();
        }
      }
    }
    System.out.printf("%d large calls were answered beside%n", answered.sum());
  }

  private static void probe(HttpClient client, String path, int times) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(SharedServer.management().resolve(path)).build();
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      took.add(Duration.ofNanos(System.nanoTime() - start));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    took.sort(null);
    Duration p99 = took.get(times * 99 / 100);
    System.out.printf(
        "%s under load: median %d ms, p99 %d ms, most %d ms%n",
        path, took.get(times / 2).toMillis(), p99.toMillis(), took.getLast().toMillis());
    assertThat(p99).isLessThan(Duration.ofSeconds(1));
  }

  private void write() {
    String data = Base64.getEncoder().encodeToString(new byte[900_000]);
    String body =
        "{\"StreamName\":\"%s\",\"Data\":\"%s\",\"PartitionKey\":\"k\"}"
            .formatted(stream.name(), data);
    HttpRequest request =
        HttpRequest.newBuilder(SharedServer.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Kinesis_20131202.PutRecord")
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!enough.get()) {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        answered.increment();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
