// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.await;
import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.http.StreamedBody.Outlet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Answers that are told piece by piece. */
class StreamedReplyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();

  private static Endpoint telling(StreamedBody body) {
    return exchange ->
        exchange.path().equals("/plain")
            ? TestServer.name(exchange)
            : new Reply.Streamed(200, Map.of("Content-Type", "application/test"), body);
  }

  /** The second piece comes into being only when the first has arrived. */
  private void twoPieces(Outlet outlet) throws IOException {
    outlet.send(ByteBuffer.wrap(bytes("one")));
    await(first);
    outlet.send(ByteBuffer.wrap(bytes("two")));
  }

  /** Goes on for as long as there is anybody to send to. */
  private void endless(Outlet outlet) throws IOException {
    byte[] piece = new byte[100_000];
    try {
      while (outlet.isOpen()) {
        outlet.send(ByteBuffer.wrap(piece));
        sent.incrementAndGet();
      }
    } finally {
      ended.countDown();
    }
  }

  /** Says a word and is silent until it is over. */
  private void silent(Outlet outlet) throws IOException {
    outlet.send(ByteBuffer.wrap(bytes("one")));
    Awaitility.await().until(() -> !outlet.isOpen());
    ended.countDown();
  }

  @Test
  void eachPieceIsSentAtOnceOverHttp2() throws Exception {
    try (ApiServer server = TestServer.start(telling(this::twoPieces));
        H2Connection client = new H2Connection(server.port())) {
      H2Pieces answer = client.listen("/");

      answer.awaitText("one");
      assertThat(answer.head().getHttpFields().get("content-type")).isEqualTo("application/test");
      assertThat(answer.head().getHttpFields().get("content-length")).isNull();
      first.countDown();
      answer.awaitText("onetwo");
      assertThat(answer.ends()).isTrue();
    }
  }

  @Test
  void eachPieceIsWholeChunkAtOnceOverHttp1() throws Exception {
    try (ApiServer server = TestServer.start(telling(this::twoPieces));
        RawConnection client = new RawConnection(server.port())) {
      RawConnection.Response head = client.send(GET).receive();

      assertThat(head.header("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(head.header("Connection")).isEqualTo("close");
      assertThat(client.read(8)).isEqualTo("3\r\none\r\n");
      first.countDown();
      assertThat(client.read(13)).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void whoDoesNotReadHoldsUpOnlyHimself() throws Exception {
    try (ApiServer server = TestServer.start(telling(this::endless));
        H2Connection client = new H2Connection(server.port(), 65_535)) {
      client.listen("/").pause();
      Awaitility.await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(10))
          .until(() -> sent.get() == 0);

      assertThat(client.post("/plain", bytes("x")).get(10, TimeUnit.SECONDS).status())
          .isEqualTo(200);
      assertThat(server.bytesInFlight()).as("the call itself").isLessThan(64 << 10);
    }
  }

  @Test
  void whoDoesNotReadForTooLongIsBrokenOffOverHttp2() throws Exception {
    HttpSettings impatient = TestServer.settings().withUnreadTimeout(Duration.ofMillis(300));
    try (ApiServer server = TestServer.start(impatient, telling(this::endless));
        H2Connection client = new H2Connection(server.port(), 65_535)) {
      H2Pieces answer = client.listen("/").pause();

      assertThat(answer.brokenOff()).isPositive();
      await(ended);
      assertThat(client.post("/plain", bytes("x")).get(10, TimeUnit.SECONDS).status())
          .isEqualTo(200);
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
    }
  }

  @Test
  void whoDoesNotReadForTooLongIsBrokenOffOverHttp1() throws Exception {
    HttpSettings impatient = TestServer.settings().withUnreadTimeout(Duration.ofMillis(300));
    try (ApiServer server = TestServer.start(impatient, telling(this::endless));
        RawConnection client = new RawConnection(server.port())) {
      client.send(GET);

      await(ended);
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
    }
  }

  @Test
  void whatFailsIsBrokenOffSoThatNobodyTakesItForTheEnd() throws Exception {
    StreamedBody failing =
        outlet -> {
          outlet.send(ByteBuffer.wrap(bytes("one")));
          throw new IllegalStateException("on purpose");
        };
    try (ApiServer server = TestServer.start(telling(failing));
        RawConnection h1 = new RawConnection(server.port());
        H2Connection h2 = new H2Connection(server.port())) {
      h1.send(GET).receive();
      assertThat(h1.read(8)).isEqualTo("3\r\none\r\n");
      assertThat(h1.closedByServer()).as("closed without a last chunk").isTrue();

      assertThat(h2.listen("/").brokenOff()).isPositive();
    }
  }

  @Test
  void aClientThatGivesUpIsNoticedWhileNothingIsSent() throws Exception {
    try (ApiServer server = TestServer.start(telling(this::silent));
        H2Connection client = new H2Connection(server.port())) {
      H2Pieces answer = client.listen("/");
      answer.awaitText("one");

      answer.giveUp();

      await(ended);
    }
  }

  @Test
  void aServerThatStopsEndsTheAnswersInOrder() throws Exception {
    ApiServer server = TestServer.start(telling(this::silent));
    try (H2Connection h2 = new H2Connection(server.port());
        RawConnection h1 = new RawConnection(server.port())) {
      H2Pieces answer = h2.listen("/");
      answer.awaitText("one");
      h1.send(GET).receive();
      h1.read(8);

      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));

      assertThat(answer.ends()).isTrue();
      assertThat(h1.read(5)).isEqualTo("0\r\n\r\n");
      stopped.get(5, TimeUnit.SECONDS);
    }
  }
}
