// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are never silent and never done. */
class SlowHeadsTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = text("000000040000000000");

  private final AtomicInteger served = new AtomicInteger();
  private final ApiServer server =
      TestServer.start(
          TestServer.settings().withHeadTimeout(Duration.ofMillis(400)),
          exchange -> {
            served.incrementAndGet();
            return TestServer.name(exchange);
          });

  @AfterEach
  void stop() {
    server.close();
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  /** Sends the start, and then the same again and again; the sends that went well. */
  private int trickle(String start, String again) throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
      AtomicInteger sent = new AtomicInteger();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                try {
                  client.getOutputStream().write(again.getBytes(StandardCharsets.ISO_8859_1));
                  sent.incrementAndGet();
                  return false;
                } catch (IOException closed) {
                  return true;
                }
              });
      return sent.get();
    }
  }

  @Test
  void aTrickleOfHeaderBytesIsCutOff() throws Exception {
    assertThat(trickle("GET / HTTP/1.1\r\nHost: h\r\nX: ", "x")).isPositive();

    assertThat(server.slowHeads()).isEqualTo(1);
    assertThat(served).hasValue(0);
  }

  @Test
  void aTrickleOfTheRequestLineIsCutOff() throws Exception {
    trickle("GET /", "x");

    assertThat(server.slowHeads()).isEqualTo(1);
  }

  @Test
  void aTrickleOfAnHttp2FrameIsCutOff() throws Exception {
    // HEADERS of 16,000 bytes on stream 1, of which one comes at a time.
    trickle(PREFACE + SETTINGS + text("003e80010500000001"), "x");

    assertThat(server.slowHeads()).isEqualTo(1);
  }

  @Test
  void aTrickleOfContinuationFramesIsCutOff() throws Exception {
    // HEADERS without END_HEADERS, then a CONTINUATION of one byte (an indexed field) at a time.
    assertThat(
            trickle(
                PREFACE + SETTINGS + text("00000101010000000182"), text("00000109000000000182")))
        .isPositive();

    assertThat(served).hasValue(0);
    Awaitility.await().until(() -> server.connections() == 0);
  }

  @Test
  void aTrickleOfThePrefaceIsCutOff() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write(bytes("PRI * HTTP/2.0\r\n\r\nSM"));

      assertThat(client.getInputStream().readAllBytes()).isNotNull();
    }
    assertThat(server.slowHeads()).isEqualTo(1);
  }

  @Test
  void whoHasNothingToSayAndWhoWaitsForAnAnswerStays() throws Exception {
    try (RawConnection idle = new RawConnection(server.port());
        RawConnection used = new RawConnection(server.port());
        H2Connection h2 = new H2Connection(server.port())) {
      used.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive();
      h2.post("/", bytes("x")).get(10, TimeUnit.SECONDS);
      trickle("GET /", "x"); // as long as it takes

      assertThat(used.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive().status()).isEqualTo(200);
      assertThat(idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive().status()).isEqualTo(200);
      assertThat(h2.post("/", bytes("x")).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(server.slowHeads()).isEqualTo(1);
    }
  }
}
