// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.await;
import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final CountDownLatch arrived = new CountDownLatch(2);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void finishesCallsInFlightAndTakesNoNewConnections() throws Exception {
    ApiServer server = TestServer.start(this::held);
    int port = server.port();
    try (RawConnection h1 = new RawConnection(port);
        RawConnection idle = new RawConnection(port);
        H2Connection idleH2 = new H2Connection(port);
        H2Connection h2 = new H2Connection(port)) {
      h1.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nh1");
      CompletableFuture<H2Connection.Response> call = h2.post("/", bytes("h2"));
      await(arrived);
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));

      h2.goAway().get(10, TimeUnit.SECONDS);
      idleH2.goAway().get(10, TimeUnit.SECONDS);
      assertThat(idle.closedByServer()).isTrue();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> new RawConnection(port).close())
                      .isInstanceOf(ConnectException.class));
      assertThat(stopped).isNotDone();
      released.countDown();

      assertThat(call.get(10, TimeUnit.SECONDS).body()).isEqualTo(bytes("h2"));
      RawConnection.Response last = h1.receive();
      assertThat(last.body()).isEqualTo("h1");
      assertThat(last.header("Connection")).isEqualTo("close");
      stopped.get(5, TimeUnit.SECONDS);
      assertThat(h1.closedByServer()).isTrue();
    }
  }

  /** It is cut long after a silent connection is. */
  @Test
  void waitsForClientsThatPause() throws Exception {
    byte[] large = new byte[8 << 20];
    ApiServer server =
        TestServer.start(exchange -> new Reply.Whole(200, Map.of(), ByteBuffer.wrap(large)));
    try (RawConnection sender = new RawConnection(server.port());
        RawConnection reader = new RawConnection(server.port());
        RawConnection idle = new RawConnection(server.port())) {
      sender.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n1");
      reader.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
      Awaitility.await().until(() -> server.bytesInFlight() > large.length + BodyBudget.PER_CALL);
      idle.send("POST / HTTP/1.1\r\n");
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
      assertThat(idle.closedByServer()).isTrue();

      assertThat(reader.receive().body().length()).isEqualTo(large.length);
      assertThat(sender.send("2").receive().status()).isEqualTo(200);
      stopped.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void cutsCallsThatOutlastTheDrain() throws Exception {
    ApiServer server = TestServer.start(this::held);
    try (RawConnection client = new RawConnection(server.port())) {
      arrived.countDown();
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nh1");
      await(arrived);

      server.stop(Duration.ofMillis(100));

      assertThat(client.closedByServer()).isTrue();
      released.countDown();
    }
  }

  private Reply held(Exchange exchange) {
    arrived.countDown();
    await(released);
    return TestServer.echo(exchange);
  }
}
