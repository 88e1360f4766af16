// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.await;
import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ApiServerTest {
  @Test
  void speaksHttp1() throws Exception {
    try (ApiServer server = TestServer.start(TestServer::name);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/a/b"))
                  .version(HttpClient.Version.HTTP_1_1)
                  .POST(HttpRequest.BodyPublishers.ofString("x"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("HTTP/1.1 POST /a/b");
      assertThat(response.headers().firstValue("Date")).isPresent();
      assertThat(response.headers().firstValue("Server")).isEmpty();
      assertThat(response.headers().firstValue("Content-Length")).hasValue("18");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    }
  }

  @Test
  void speaksHttp2ByUpgrade() throws Exception {
    try (ApiServer server = TestServer.start(TestServer::name);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
              .version(HttpClient.Version.HTTP_2)
              .build();

      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.body()).isEqualTo("HTTP/2.0 GET /");
    }
  }

  @Test
  void speaksHttp2ByPriorKnowledge() throws Exception {
    try (ApiServer server = TestServer.start(TestServer::echo);
        H2Connection client = new H2Connection(server.port())) {
      H2Connection.Response response = client.post("/", bytes("hello")).get(10, TimeUnit.SECONDS);

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(bytes("hello"));
      assertThat(response.headers().get("date")).isNotNull();
      assertThat(response.headers().get("content-length")).isEqualTo("5");
    }
  }

  @Test
  void handsOverHeadersByNameInAnyCase() throws Exception {
    Endpoint target = e -> Reply.text(200, "text/plain", e.headers().firstOrEmpty("x-aMz-tarGet"));
    try (ApiServer server = TestServer.start(target);
        RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nX-AMZ-Target: A.B\r\nContent-Length: 0\r\n\r\n");

      assertThat(client.receive().body()).isEqualTo("A.B");
    }
  }

  @Test
  void serves300CallsAtOnceOverOneHttp2Connection() throws Exception {
    Semaphore slots = new Semaphore(256);
    CountDownLatch allArrived = new CountDownLatch(256);
    Endpoint together =
        exchange -> {
          allArrived.countDown();
          await(allArrived);
          return TestServer.echo(exchange);
        };
    try (ApiServer server = TestServer.start(together);
        H2Connection client = new H2Connection(server.port())) {
      List<CompletableFuture<H2Connection.Response>> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        slots.acquire();
        calls.add(client.post("/", bytes("call " + i)).whenComplete((r, e) -> slots.release()));
      }

      for (int i = 0; i < 300; i++) {
        assertThat(calls.get(i).get(10, TimeUnit.SECONDS).body()).isEqualTo(bytes("call " + i));
      }
    }
  }

  @Test
  void aReaderThatStopsReadingBlocksNobody() throws Exception {
    byte[] page = new byte[10 << 20];
    Arrays.fill(page, (byte) 'x');
    try (ApiServer server =
            TestServer.start(e -> new Reply.Whole(200, Map.of(), ByteBuffer.wrap(page)));
        RawConnection stalled = new RawConnection(server.port());
        RawConnection reader = new RawConnection(server.port());
        H2Connection h2 = new H2Connection(server.port())) {
      stalled.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(reader.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive().body())
          .hasSize(page.length);
      assertThat(h2.post("/", bytes("x")).get(10, TimeUnit.SECONDS).body()).isEqualTo(page);
      assertThat(stalled.receive().body()).hasSize(page.length);
    }
  }

  @Test
  void answersThatNobodyReadsCountAgainstTheBudgetUntilTheirReadersAreGone() throws Exception {
    byte[] page = new byte[10 << 20];
    Endpoint pages =
        new Endpoint() {
          @Override
          public Reply serve(Exchange exchange) {
            return exchange.path().startsWith("/page")
                ? new Reply.Whole(200, Map.of(), ByteBuffer.wrap(page))
                : TestServer.name(exchange);
          }

          @Override
          public Reply refuse(Exchange head, Rejection why) {
            return Reply.text(400, "text/plain", why + " " + head.path());
          }
        };
    String get = "GET /page HTTP/1.1\r\nHost: h\r\n\r\n";
    try (ApiServer server =
            TestServer.start(
                TestServer.settings().withBodyBudget(25 << 20), pages, Exchange::path);
        RawConnection reader = new RawConnection(server.port())) {
      try (RawConnection slow = new RawConnection(server.port());
          RawConnection slower = new RawConnection(server.port())) {
        slow.send(get);
        slower.send("GET /page/2 HTTP/1.1\r\nHost: h\r\n\r\n");
        Awaitility.await().until(() -> server.bytesInFlight() > 20 << 20);

        assertThat(reader.send(get).receive().body()).isEqualTo("OVERLOADED /page");
        assertThat(server.bodiesRefused()).isOne();
        assertThat(reader.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").receive().status())
            .isEqualTo(200);
        assertThat(slow.receive().body()).hasSize(page.length);
        Awaitility.await().until(() -> server.bytesInFlight() < 11 << 20);
        assertThat(reader.send(get).receive().body()).hasSize(page.length);
      }
      Awaitility.await().until(() -> server.bytesInFlight() == 0);
    }
  }

  @Test
  void runsEachCallOnAVirtualThread() throws Exception {
    ConcurrentHashMap<Boolean, Boolean> virtual = new ConcurrentHashMap<>();
    Endpoint spy =
        exchange -> {
          virtual.put(Thread.currentThread().isVirtual(), true);
          return Reply.empty(200);
        };
    try (ApiServer server = TestServer.start(spy);
        H2Connection h2 = new H2Connection(server.port());
        RawConnection h1 = new RawConnection(server.port())) {
      h2.post("/", bytes("x")).get(10, TimeUnit.SECONDS);
      h1.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive();

      assertThat(virtual).containsOnlyKeys(true);
    }
  }

  @Test
  void answers500WithoutDetailsWhenTheEndpointThrows() throws Exception {
    Endpoint broken =
        exchange -> {
          throw new IllegalStateException("secret");
        };
    try (ApiServer server = TestServer.start(broken);
        RawConnection client = new RawConnection(server.port())) {
      RawConnection.Response response = client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive();

      assertThat(response.status()).isEqualTo(500);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void namesTheAddressThatIsBusy() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      ApiServer server = new ApiServer(HttpSettings.api("127.0.0.1", port), TestServer::echo);

      assertThatThrownBy(server::start)
          .isInstanceOf(CannotListen.class)
          .hasMessage("Cannot listen on 127.0.0.1:" + port + ": Address already in use");
    }
  }
}
