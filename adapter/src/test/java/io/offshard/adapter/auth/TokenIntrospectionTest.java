// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.offshard.adapter.remote.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real HTTP server answers what the test says, and keeps what it was asked. */
class TokenIntrospectionTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "{\"active\": true, \"username\": \"orders\"}";
  private volatile int status = 200;
  private Instant now = START;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/introspect",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          asked.add(body + " " + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private TokenIntrospection tokens(Optional<Login> login) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/introspect");
    return new TokenIntrospection(new TokenService(url, login), clock);
  }

  private TokenIntrospection tokens() {
    return tokens(Optional.empty());
  }

  @Test
  void theServiceSaysWhoseATokenIs() {
    assertThat(tokens().find("t1.a+b/c=")).contains(new Principal("", "orders"));
    assertThat(asked).containsExactly("token=t1.a%2Bb%2Fc%3D null");
  }

  @Test
  void theSubjectIsTheNameWhereThereIsNoOther() {
    answer = "{\"active\": true, \"sub\": \"service-7\", \"scope\": \"x\"}";
    assertThat(tokens().find("t")).contains(new Principal("", "service-7"));
  }

  @Test
  void whatIsNotActiveIsNobodys() {
    answer = "{\"active\": false, \"username\": \"orders\"}";
    TokenIntrospection tokens = tokens();

    assertThat(tokens.find("t")).isEmpty();
    assertThat(tokens.find("t")).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void anAnswerIsBelievedForAMinuteAndNotBeyondTheTokensOwnEnd() {
    TokenIntrospection tokens = tokens();
    assertThat(tokens.find("long")).isPresent();
    answer = "{\"active\": true, \"sub\": \"a\", \"exp\": " + (START.getEpochSecond() + 10) + "}";
    assertThat(tokens.find("short")).isPresent();
    answer = "{\"active\": false}";

    now = START.plusSeconds(9);
    assertThat(tokens.find("short")).isPresent();
    now = START.plusSeconds(10);
    assertThat(tokens.find("short")).isEmpty();
    assertThat(tokens.find("long")).isPresent();
    now = START.plus(Duration.ofMinutes(1));
    assertThat(tokens.find("long")).isEmpty();
  }

  @Test
  void whoAsksIsToldEachTimeOutOfTheFile(@TempDir Path directory) throws IOException {
    Path password = directory.resolve("password");
    Files.writeString(password, "first\n");
    TokenIntrospection tokens = tokens(Optional.of(new Login("offshard", password)));
    assertThat(tokens.find("a")).isPresent();
    Files.writeString(password, "second\n");
    assertThat(tokens.find("b")).isPresent();

    assertThat(asked)
        .containsExactly(
            "token=a Basic b2Zmc2hhcmQ6Zmlyc3Q=", "token=b Basic b2Zmc2hhcmQ6c2Vjb25k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{\"active\": true}",
        "{\"active\": true, \"sub\": \"a b\"}",
        "{\"active\": true, \"sub\": \"\"}"
      })
  void whatCannotBeUnderstoodLetsNobodyInAndIsAskedAgain(String text) {
    TokenIntrospection tokens = tokens();
    answer = text;
    assertUnverifiable(tokens);
    status = 500;
    assertUnverifiable(tokens);
    assertThat(asked).hasSize(2);

    answer = "{\"active\": true, \"sub\": \"a\"}";
    status = 200;
    assertThat(tokens.find("t")).isPresent();
  }

  @Test
  void aServiceThatIsNotThereLetsNobodyIn() {
    TokenIntrospection tokens = tokens();
    server.stop(0);
    assertUnverifiable(tokens);
  }

  private static void assertUnverifiable(TokenIntrospection tokens) {
    assertThatThrownBy(() -> tokens.find("t"))
        .isInstanceOfSatisfying(
            AuthFault.class,
            fault -> {
              assertThat(fault.type()).isEqualTo(AuthFault.Type.UNVERIFIABLE);
              assertThat(fault.type().status()).isEqualTo(503);
            });
  }

  @Test
  void tokensThatAreListedAreNotAskedFor(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tokens");
    Files.writeString(file, "listed: t1\n");
    TokenOwners both = new CallerTokens(file, System::nanoTime).or(tokens());

    assertThat(both.find("t1")).contains(new Principal("", "listed"));
    assertThat(asked).isEmpty();
    assertThat(both.find("t2")).contains(new Principal("", "orders"));
  }
}
