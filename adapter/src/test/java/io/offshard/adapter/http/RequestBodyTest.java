// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.await;
import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final int MAX = HttpSettings.MAX_BODY_BYTES;
  private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";

  private ApiServer server = TestServer.start(RequestBodyTest::length);

  @AfterEach
  void givesBackAllItTook() {
    Awaitility.await().until(() -> server.bytesInFlight() == 0);
    server.close();
  }

  @Test
  void takes14MiBWithContentLength() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Content-Length: " + MAX + "\r\n\r\n").send(new byte[MAX]);

      assertThat(client.receive().body()).isEqualTo("" + MAX);
    }
  }

  @Test
  void takes14MiBInChunks() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      sendChunks(client, MAX);

      assertThat(client.receive().body()).isEqualTo("" + MAX);
    }
  }

  @Test
  void takes14MiBOverHttp2() throws Exception {
    try (H2Connection client = new H2Connection(server.port())) {
      assertThat(client.post("/", new byte[MAX]).get(10, TimeUnit.SECONDS).body())
          .isEqualTo(bytes("" + MAX));
    }
  }

  @Test
  void refusesOneByteMoreAndServesTheNextCallOnTheSameConnection() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Content-Length: " + (MAX + 1) + "\r\n\r\n").send(new byte[MAX + 1]);
      assertThat(client.receive().status()).isEqualTo(413);

      client.send(POST + "Content-Length: 3\r\n\r\nabc");
      assertThat(client.receive().body()).isEqualTo("3");
    }
  }

  @Test
  void refusesOneByteMoreInChunksAndServesTheNextCallOnTheSameConnection() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      sendChunks(client, MAX + 1);
      assertThat(client.receive().status()).isEqualTo(413);

      client.send(POST + "Content-Length: 3\r\n\r\nabc");
      assertThat(client.receive().body()).isEqualTo("3");
    }
  }

  @Test
  void refusesOneByteMoreOverHttp2AndServesTheNextCallOnTheSameConnection() throws Exception {
    try (H2Connection client = new H2Connection(server.port())) {
      assertThat(client.post("/", new byte[MAX + 1]).get(10, TimeUnit.SECONDS).status())
          .isEqualTo(413);
      assertThat(client.post("/", bytes("abc")).get(10, TimeUnit.SECONDS).body())
          .isEqualTo(bytes("3"));
    }
  }

  @Test
  void refusesAHugeBodyBeforeItIsSent() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n");

      assertThat(client.receive().status()).isEqualTo(413);
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void refusesBodiesBeyondTheBudgetInTheEndpointsWords() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    replace(
        TestServer.settings().withBodyBudget(100_000),
        new Endpoint() {
          @Override
          public Reply serve(Exchange exchange) {
            arrived.countDown();
            await(held);
            return length(exchange);
          }

          @Override
          public Reply refuse(Exchange head, Rejection why) {
            return Reply.text(400, "text/plain", why + " " + head.path() + head.body().length);
          }
        });
    try (H2Connection client = new H2Connection(server.port())) {
      CompletableFuture<H2Connection.Response> first = client.post("/1", new byte[60_000]);
      await(arrived);
      assertThat(client.post("/2", new byte[60_000]).get(10, TimeUnit.SECONDS).body())
          .isEqualTo(bytes("OVERLOADED /20"));
      held.countDown();

      assertThat(first.get(10, TimeUnit.SECONDS).body()).isEqualTo(bytes("60000"));
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
      assertThat(client.post("/3", new byte[60_000]).get(10, TimeUnit.SECONDS).body())
          .isEqualTo(bytes("60000"));
    }
  }

  @Test
  void announcedBodiesThatAreNotSentTakeNoRoomFromOthers() throws Exception {
    replace(TestServer.settings().withBodyBudget(2 << 20), RequestBodyTest::length);
    List<RawConnection> silent = new ArrayList<>();
    try (RawConnection client = new RawConnection(server.port())) {
      for (int i = 0; i < 10; i++) {
        silent.add(new RawConnection(server.port()));
        silent.getLast().send(POST + "Content-Length: 900000\r\n\r\n{");
      }
      Awaitility.await().until(() -> server.bytesInFlight() >= 10 * BodyBudget.PER_CALL);

      client.send(POST + "Content-Length: 500000\r\n\r\n").send(new byte[500_000]);
      assertThat(client.receive().body()).isEqualTo("500000");
    } finally {
      for (RawConnection each : silent) {
        each.close();
      }
    }
  }

  @Test
  void aClientThatStallsBlocksNobodyAndIsTurnedAwayInTime() throws Exception {
    replace(TestServer.settings().withBodyTimeout(Duration.ofMillis(300)), RequestBodyTest::length);
    try (H2Connection stalled = new H2Connection(server.port());
        RawConnection slow = new RawConnection(server.port());
        RawConnection quick = new RawConnection(server.port())) {
      CompletableFuture<H2Connection.Response> never = stalled.stall("/", 100);
      slow.send(POST + "Content-Length: 10\r\n\r\nabc");

      assertThat(quick.send(POST + "Content-Length: 3\r\n\r\nabc").receive().body()).isEqualTo("3");
      assertThat(stalled.post("/", bytes("abc")).get(10, TimeUnit.SECONDS).body())
          .isEqualTo(bytes("3"));
      assertThat(slow.receive().status()).isEqualTo(408);
      assertThat(slow.closedByServer()).isTrue();
      assertThat(never.get(10, TimeUnit.SECONDS).status()).isEqualTo(408);
    }
  }

  @Test
  void aBodyThatBreaksOffIsNotServed() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Content-Length: 10\r\n\r\nabc").finishSending();

      assertThat(client.receive().status()).isEqualTo(400);
    }
  }

  @Test
  void aBodyInBrokenChunksIsNotServed() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");

      assertThat(client.receive().status()).isEqualTo(400);
      assertThat(client.closedByServer()).isTrue();
    }
  }

  private void replace(HttpSettings settings, Endpoint endpoint) {
    server.close();
    server = TestServer.start(settings, endpoint);
  }

  private static Reply length(Exchange exchange) {
    return Reply.text(200, "text/plain", "" + exchange.body().length);
  }

  private static void sendChunks(RawConnection client, int bytes) throws Exception {
    for (int sent = 0; sent < bytes; ) {
      int next = Math.min(1 << 20, bytes - sent);
      client.send(Integer.toHexString(next) + "\r\n").send(new byte[next]).send("\r\n");
      sent += next;
    }
    client.send("0\r\n\r\n");
  }
}
