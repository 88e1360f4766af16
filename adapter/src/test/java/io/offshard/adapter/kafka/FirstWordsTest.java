// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstWordsTest {

  /** Takes one connection and answers what was sent with those words. */
  private static CompletableFuture<Void> answer(ServerSocket server, String words) {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket client = server.accept()) {
            assertThat(client.getInputStream().readNBytes(4)).containsExactly(0, 0, 0, 18);
            client.getOutputStream().write(words.getBytes(ISO_8859_1));
            client.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void check(ServerSocket... servers) {
    FirstWords.requireKafka(
        List.of(servers).stream().map(each -> "127.0.0.1:" + each.getLocalPort()).toList());
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void anHttpServerIsNoBroker() throws IOException {
    try (ServerSocket server = listen()) {
      CompletableFuture<Void> done = answer(server, "HTTP/1.1 400 Bad Request\r\n\r\n");
      assertThatThrownBy(() -> check(server))
          .isInstanceOf(UnusableSettings.class)
          .hasMessage(
              "127.0.0.1:%d speaks HTTP: bootstrap.servers wants the addresses of Kafka brokers",
              server.getLocalPort());
      done.join();
    }
  }

  @Test
  void aBrokerThatWantsTlsIsSpokenToInTls() throws IOException {
    try (ServerSocket server = listen()) {
      CompletableFuture<Void> done = answer(server, "\u0015\u0003\u0003\0\u0002\u0002P");
      assertThatThrownBy(() -> check(server)).hasMessageContaining("set security.protocol to SSL");
      done.join();
    }
  }

  @Test
  void theNextOneIsAskedWhereOneDoesNotAnswer() throws IOException {
    try (ServerSocket silent = listen();
        ServerSocket server = listen()) {
      CompletableFuture<Void> done = answer(server, "HTTP/1.1 400 Bad Request\r\n\r\n");
      assertThatThrownBy(() -> check(silent, server)).hasMessageContaining("speaks HTTP");
      done.join();
    }
  }

  @Test
  void aBrokerMayBeAwayOrMisspelt() {
    assertThatCode(() -> FirstWords.requireKafka(List.of("127.0.0.1:1", "nowhere", "a.invalid:1")))
        .doesNotThrowAnyException();
  }

  @Test
  void aBrokerIsOne(@TempDir Path dataDir) throws IOException {
    try (LocalBroker broker = LocalBroker.start(dataDir)) {
      String address = String.valueOf(broker.clients().common().get("bootstrap.servers"));
      assertThatCode(() -> FirstWords.requireKafka(List.of(address, "127.0.0.1:1")))
          .doesNotThrowAnyException();
    }
  }
}
