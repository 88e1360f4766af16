// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestTest {
  private static final ApiServer SERVER = TestServer.start(TestServer::name);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "complete nonsense\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        "GET / HTTP/1.1\r\nHost: h\r\nBad Name: x\r\n\r\n",
        "GET /../x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
      })
  void answersABadRequestWithItsStatusAlone(String request) throws Exception {
    try (RawConnection client = new RawConnection(SERVER.port())) {
      RawConnection.Response response = client.send(request).receive();

      assertThat(response.status()).isBetween(400, 505);
      assertBare(response);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2F",
        "/%2e/x",
        "/a/../b",
        "/a//b?c=%",
        "/a;b=c/..;/d",
        "/\u00e4",
        "/a\\b",
        "http://h/a"
      })
  void handsAnyPathToTheEndpoint(String path) throws Exception {
    try (RawConnection client = new RawConnection(SERVER.port())) {
      client.send("POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

      assertThat(client.receive().body()).startsWith("HTTP/1.1 POST /");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "x-y"})
  void handsAnyMethodToTheEndpoint(String method) throws Exception {
    try (RawConnection client = new RawConnection(SERVER.port())) {
      client.send(method + " / HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.receive().body()).isEqualTo("HTTP/1.1 " + method + " /");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS *", "CONNECT h:80", "CONNECT /"})
  void oddTargetsGetNoPage(String start) throws Exception {
    try (RawConnection client = new RawConnection(SERVER.port())) {
      RawConnection.Response response =
          client.send(start + " HTTP/1.1\r\nHost: h\r\n\r\n").receive();

      assertThat(response.body()).doesNotContain("<");
    }
  }

  @Test
  void aWebSocketHandshakeGetsNoPage() throws Exception {
    try (RawConnection client = new RawConnection(SERVER.port())) {
      List<String> lines =
          List.of(
              "GET / HTTP/1.1",
              "Host: h",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
      client.send(String.join("\r\n", lines) + "\r\n\r\n");

      RawConnection.Response response = client.receive();

      assertThat(response.status()).isEqualTo(404);
      assertBare(response);
    }
  }

  @Test
  void aFloodOfHeadersIsRefusedAndLongTokensAreNot() throws Exception {
    try (RawConnection flood = new RawConnection(SERVER.port());
        RawConnection token = new RawConnection(SERVER.port())) {
      flood.send(
          "GET / HTTP/1.1\r\nHost: h\r\n" + "X: yyyyyyyyyyyyyyyyyyyy\r\n".repeat(2000) + "\r\n");
      token.send("GET / HTTP/1.1\r\nHost: h\r\nToken: " + "t".repeat(20_000) + "\r\n\r\n");

      RawConnection.Response refused = flood.receive();
      assertThat(refused.status()).isEqualTo(431);
      assertBare(refused);
      assertThat(token.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void goesOnServingAfterGarbageInsteadOfAnHttp2Connection() throws Exception {
    try (RawConnection garbage = new RawConnection(SERVER.port());
        H2Connection client = new H2Connection(SERVER.port())) {
      garbage.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send("garbage garbage garbage");
      while (!garbage.closedByServer()) {}

      assertThat(client.post("/", new byte[0]).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  private static void assertBare(RawConnection.Response response) {
    assertThat(response.body()).isEmpty();
    assertThat(response.header("Content-Length")).isEqualTo("0");
    assertThat(response.header("Content-Type")).isNull();
    assertThat(response.header("Server")).isNull();
  }
}
