// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.offshard.adapter.remote.Login;
import io.offshard.mapping.change.SchemaAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a schema registry, how often, and what its silence means. */
class SchemaRegistryTest {
  private static final String SCHEMA = "{\"schema\":\"string\"}";
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> logins = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch answering = new CountDownLatch(1);
  private HttpServer server;
  private ExecutorService threads;
  private volatile int status = 200;
  private volatile byte[] body = SCHEMA.getBytes(UTF_8);

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    answering.countDown();
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange call) throws IOException {
    asked.add(call.getRequestURI().getPath());
    logins.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
    if (call.getRequestURI().getPath().startsWith("/slow")) {
      try {
        answering.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] told = body;
    call.sendResponseHeaders(status, told.length);
    try (call) {
      call.getResponseBody().write(told);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private SchemaRegistry registry(String path) {
    // Nobody waits for a slow one, and everybody for one that only the machine makes slow.
    Duration patience = Duration.ofMillis(path.equals("/slow") ? 50 : 30_000);
    return new SchemaRegistry(new RegistryPlace(url(path), Optional.empty()), patience, now::get);
  }

  private void tells(int status, String body) {
    this.status = status;
    this.body = body.getBytes(UTF_8);
  }

  @Test
  void aSchemaIsAskedForOnceHoweverManyWantIt() throws Exception {
    try (SchemaRegistry registry = registry("/base/")) {
      List<Future<SchemaAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> registry.find(7)));
      }
      for (Future<SchemaAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(SchemaAnswer.Known.class);
      }
      now.addAndGet(3600 * SECOND);
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.Known.class);
      assertThat(registry.find(-8)).isInstanceOf(SchemaAnswer.Known.class);
      assertThat(asked).containsExactly("/base/schemas/ids/7", "/base/schemas/ids/-8");
      assertThat(registry.lookups()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNoSchemaIsAskedForAgainAfterAWhile() {
    try (SchemaRegistry registry = registry("")) {
      tells(404, "{\"error_code\":40403}");
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.Unusable.class);
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.Unusable.class);
      assertThat(asked).hasSize(1);
      tells(200, SCHEMA);
      now.addAndGet(60 * SECOND);
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.Known.class);
    }
  }

  @Test
  void aRegistryThatFailsIsLeftAloneForAMomentAndThenAskedAgain() {
    try (SchemaRegistry registry = registry("")) {
      tells(503, "{}");
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.OutOfReach.class);
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.OutOfReach.class);
      assertThat(registry.find(8)).isInstanceOf(SchemaAnswer.OutOfReach.class);
      assertThat(asked).hasSize(1);
      assertThat(registry.failures()).isEqualTo(1);
      tells(200, SCHEMA);
      now.addAndGet(SECOND);
      assertThat(registry.find(8)).isInstanceOf(SchemaAnswer.Known.class);
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.Known.class);
    }
  }

  @Test
  void aRegistryThatIsGoneIsOutOfReach() {
    server.stop(0);
    try (SchemaRegistry registry = registry("")) {
      assertThat(registry.find(7))
          .isInstanceOfSatisfying(
              SchemaAnswer.OutOfReach.class,
              answer -> assertThat(answer.why()).contains("ConnectException"));
    }
  }

  /** All of them together wait no longer than one. */
  @Test
  void whoComesLaterDoesNotWaitForASlowRegistry() {
    try (SchemaRegistry registry = registry("/slow")) {
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.OutOfReach.class);
      now.addAndGet(SECOND / 2);
      // If each of these waited, this would take hours.
      for (int i = 0; i < 20_000; i++) {
        assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.OutOfReach.class);
      }
      assertThat(asked).containsExactly("/slow/schemas/ids/7");
      answering.countDown();
      Awaitility.await().until(() -> registry.find(7) instanceof SchemaAnswer.Known);
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void fewSchemasAreAskedForAtOnce() throws Exception {
    try (SchemaRegistry registry = registry("/slow")) {
      List<Future<SchemaAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int id = i;
        answers.add(threads.submit(() -> registry.find(id)));
      }
      for (Future<SchemaAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(SchemaAnswer.OutOfReach.class);
      }
      assertThat(registry.lookups()).isEqualTo(16);
    }
  }

  @Test
  void anAnswerThatIsTooLargeIsNotReadToItsEnd() {
    try (SchemaRegistry registry = registry("")) {
      body = new byte[(1 << 20) + 1];
      assertThat(registry.find(7))
          .isEqualTo(new SchemaAnswer.Unusable("it is larger than 1048576 bytes"));
      status = 500;
      assertThat(registry.find(8)).isInstanceOf(SchemaAnswer.OutOfReach.class);
    }
  }

  @Test
  void theLoginIsSentAndItsPasswordReadEachTime(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "a:b\n");
    Login login = new Login("me", file);
    try (SchemaRegistry registry =
        new SchemaRegistry(
            new RegistryPlace(url(""), Optional.of(login)), Duration.ofSeconds(30), now::get)) {
      registry.find(1);
      Files.writeString(file, "c");
      registry.find(2);
      assertThat(logins).containsExactly("Basic bWU6YTpi", "Basic bWU6Yw==");
      Files.delete(file);
      assertThat(registry.find(3))
          .isInstanceOfSatisfying(
              SchemaAnswer.OutOfReach.class,
              answer -> assertThat(answer.why()).contains("password"));
    }
  }

  @Test
  void redirectionsAreNotFollowed() {
    try (SchemaRegistry registry = registry("")) {
      status = 302;
      assertThat(registry.find(7)).isInstanceOf(SchemaAnswer.OutOfReach.class);
    }
  }
}
