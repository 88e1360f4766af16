// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Servers on an ephemeral loopback port. */
final class TestServer {
  private TestServer() {}

  static HttpSettings settings() {
    return HttpSettings.api("127.0.0.1", 0);
  }

  static ApiServer start(HttpSettings settings, Endpoint endpoint) {
    return start(settings, endpoint, head -> "");
  }

  static ApiServer start(
      HttpSettings settings, Endpoint endpoint, Function<Exchange, String> payers) {
    ApiServer server = new ApiServer(settings, endpoint, payers);
    server.start();
    return server;
  }

  static ApiServer start(Endpoint endpoint) {
    return start(settings(), endpoint);
  }

  /** Answers with what it was sent. */
  static Reply echo(Exchange exchange) {
    return new Reply.Whole(
        200, Map.of("Content-Type", "application/test"), ByteBuffer.wrap(exchange.body()));
  }

  /** Answers with the protocol, the method and the path of the request. */
  static Reply name(Exchange exchange) {
    return Reply.text(
        200, "text/plain", exchange.protocol() + " " + exchange.method() + " " + exchange.path());
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
