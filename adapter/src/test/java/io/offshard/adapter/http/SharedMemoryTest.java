// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.await;
import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who holds memory leaves some to others, and does not hold it for ever. */
class SharedMemoryTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  @Test
  void aNoisyCallerIsRefusedAndOthersAreServed() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    Endpoint holdsNoise =
        exchange -> {
          if (exchange.path().equals("/noisy")) {
            inside.incrementAndGet();
            await(held);
          }
          return TestServer.name(exchange);
        };
    HttpSettings small = TestServer.settings().withBodyBudget(1 << 20);
    try (ApiServer server = TestServer.start(small, holdsNoise, Exchange::path);
        H2Connection noisy = new H2Connection(server.port());
        H2Connection quiet = new H2Connection(server.port())) {
      List<CompletableFuture<H2Connection.Response>> noise = new ArrayList<>();
      for (int calls = 1; calls <= 7; calls++) {
        noise.add(noisy.post("/noisy", new byte[50_000]));
        Awaitility.await().until(inside::get, Integer.valueOf(calls)::equals);
      }

      assertThat(noisy.post("/noisy", new byte[100_000]).get(10, TimeUnit.SECONDS).status())
          .isEqualTo(503);
      for (int i = 0; i < 10; i++) {
        assertThat(quiet.post("/quiet" + i, new byte[100_000]).get(10, TimeUnit.SECONDS).status())
            .isEqualTo(200);
      }
      held.countDown();
      for (CompletableFuture<H2Connection.Response> each : noise) {
        assertThat(each.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
    }
  }

  @Test
  void aLargeAnswerThatIsNotTakenInTimeIsCutOff() throws Exception {
    byte[] page = new byte[10 << 20];
    HttpSettings impatient = TestServer.settings().withUnreadTimeout(Duration.ofMillis(300));
    Endpoint pages =
        exchange ->
            exchange.path().equals("/small")
                ? TestServer.name(exchange)
                : new Reply.Whole(200, Map.of(), ByteBuffer.wrap(page));
    try (ApiServer server = TestServer.start(impatient, pages);
        RawConnection h1 = new RawConnection(server.port());
        H2Connection h2 = new H2Connection(server.port(), 65_535)) {
      h1.send(GET);
      H2Pieces answer = h2.listen("/").pause();

      assertThat(answer.brokenOff()).isPositive();
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
      assertThat(h2.post("/small", bytes("x")).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }
}
