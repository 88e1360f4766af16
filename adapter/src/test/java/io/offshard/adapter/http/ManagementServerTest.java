// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
  private final AtomicReference<@Nullable String> kafka = new AtomicReference<>();
  private final ManagementServer server = server();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAliveWhateverItsDependenciesAre() throws Exception {
    kafka.set("unreachable");

    assertThat(get("/livez").status()).isEqualTo(200);
  }

  @Test
  void isReadyWhenEachConditionHolds() throws Exception {
    assertThat(get("/readyz").status()).isEqualTo(200);
  }

  @Test
  void namesEachReasonWhyItIsNotReady() throws Exception {
    kafka.set("unreachable");

    RawConnection.Response response = get("/readyz");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("kafka: unreachable\n");
  }

  @Test
  void aConditionThatThrowsIsAProblem() {
    Readiness readiness =
        new Readiness(
            List.of(
                new Readiness.Condition(
                    "keys",
                    () -> {
                      throw new IllegalStateException();
                    })));

    assertThat(readiness.problems())
        .containsExactly("keys: cannot be told (IllegalStateException)");
  }

  @Test
  void servesMetricsAndInfo() throws Exception {
    assertThat(get("/metrics").body()).isEqualTo("a_metric 1\n");
    assertThat(get("/metrics").header("Content-Type")).startsWith("text/plain");
    assertThat(get("/info").body()).isEqualTo("{\"name\":\"offshard\",\"version\":\"1.2-x\"}\n");
  }

  @Test
  void servesNothingElse() throws Exception {
    assertThat(get("/").status()).isEqualTo(404);
    assertThat(call("POST /livez", "Content-Length: 0\r\n").status()).isEqualTo(405);
    assertThat(call("POST /livez", "Content-Length: 2000\r\n" + "\r\n" + "x".repeat(1998)).status())
        .isEqualTo(413);
  }

  private ManagementServer server() {
    Readiness readiness = new Readiness(List.of(new Readiness.Condition("kafka", kafka::get)));
    ManagementServer server =
        new ManagementServer("127.0.0.1", 0, readiness, () -> "a_metric 1\n", "1.2-x");
    server.start();
    return server;
  }

  private RawConnection.Response get(String path) throws Exception {
    return call("GET " + path, "");
  }

  private RawConnection.Response call(String start, String rest) throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      return client.send(start + " HTTP/1.1\r\nHost: h\r\n" + rest + "\r\n").receive();
    }
  }
}
