// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.offshard.adapter.auth.Credentials;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.auth.SigV4;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on a real socket that answers what it is told to. */
class KinesisClientTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:02:03Z");
  private static final String THROTTLED =
      "{\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"slow down\"}";

  @TempDir private Path directory;

  private record Reply(int status, String body) {}

  private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();
  private final List<Exchange> requests = new CopyOnWriteArrayList<>();
  private final List<String> told = new ArrayList<>();
  private HttpServer server = newServer();

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void starts() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stops() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<String> fields = new ArrayList<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(v -> fields.addAll(List.of(name, v))));
    requests.add(
        new Exchange(
            "",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            "",
            "",
            Headers.of(fields.toArray(String[]::new)),
            exchange.getRequestBody().readAllBytes(),
            "HTTP/1.1",
            ""));
    Reply reply = replies.removeFirst();
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private KinesisClient client(Optional<CallerKey> credentials) {
    return new KinesisClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        "eu-west-1",
        credentials,
        Optional.empty(),
        InstantSource.fixed(NOW));
  }

  private List<PutRecordsResultEntry> put(String... data) throws InterruptedException {
    return new RecordPuts(client(Optional.empty()), "orders", wait -> {}, told::add)
        .put(
            List.of(data).stream()
                .map(
                    each ->
                        new PutRecordsRequestEntry(
                            ByteBuffer.wrap(each.getBytes(UTF_8)), null, "k"))
                .toList());
  }

  private static String stored(int number) {
    return "{\"SequenceNumber\":\"" + number + "\",\"ShardId\":\"shardId-000000000000\"}";
  }

  private static String failed() {
    return "{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"in doubt\"}";
  }

  private void replies(int status, String body) {
    replies.add(new Reply(status, body));
  }

  @Test
  void recordsThatAreNotTakenGoAgainAndKeepTheirPlaces() throws InterruptedException {
    replies(
        200,
        "{\"FailedRecordCount\":1,\"Records\":[%s,%s,%s]}"
            .formatted(stored(1), failed(), stored(3)));
    replies(400, THROTTLED);
    replies(200, "{\"Records\":[%s]}".formatted(stored(2)));

    assertThat(put("a", "b", "c"))
        .extracting(PutRecordsResultEntry::sequenceNumber)
        .containsExactly("1", "2", "3");
    assertThat(requests.get(2).body()).asString(UTF_8).contains("\"Yg==\"").doesNotContain("YQ==");
    assertThat(told)
        .containsExactly(
            "1 of 3 records were not taken (InternalFailure), trying again",
            "1 of 3 records were not taken (ProvisionedThroughputExceededException), trying again");
  }

  @Test
  void whatIsNeverTakenIsToldAsFailed() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      replies(400, THROTTLED);
    }
    assertThat(put("a"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
              assertThat(each.errorMessage()).contains("slow down");
            });
    assertThat(requests).hasSize(10);
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgain() {
    replies(400, "{\"__type\":\"com.amazonaws#ResourceNotFoundException\",\"message\":\"none\"}");

    assertThatThrownBy(() -> put("a")).hasMessage("ResourceNotFoundException: none");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aRefusalNamesTheRecordByItsPlaceInTheBatch() {
    replies(200, "{\"Records\":[%s,%s,%s]}".formatted(stored(1), failed(), failed()));
    replies(400, "{\"__type\":\"ValidationException\",\"message\":\"at 'records.2.member.data'\"}");

    assertThatThrownBy(() -> put("a", "b", "c"))
        .isInstanceOfSatisfying(
            RefusedBatch.class,
            e -> {
              assertThat(e).hasMessage("ValidationException: at 'records.2.member.data'");
              assertThat(e.refused()).hasValue(2);
              assertThat(e.firstLeft()).isEqualTo(1);
              assertThat(e.written()).isEqualTo(1);
            });
  }

  @Test
  void aServerThatIsAwayIsToldOnceWhileRecordsGoAgain() throws InterruptedException {
    server.stop(0);
    assertThat(put("a", "b")).allMatch(each -> "NoAnswer".equals(each.errorCode()));
    assertThat(told)
        .singleElement()
        .asString()
        .matches(
            "no answer from http://127.0.0.1:\\d+ \\(nobody takes the connection\\); --endpoint"
                + " says where the server is; 2 of 2 records are not known to be written, trying"
                + " again for about twenty seconds");
    server = newServer();
  }

  @Test
  void aNameThatDoesNotResolveIsNotAServerThatIsAway() {
    assertThatThrownBy(() -> describe("http://nosuch.invalid:4567"))
        .isInstanceOf(CallFailure.class)
        .hasMessageContaining("(the name nosuch.invalid does not resolve)");
  }

  @Test
  void anEndpointThatSpeaksSomethingElsePointsToTheScheme() throws IOException {
    byte[] badRequest = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8);
    byte[] alertOfTls = {0x15, 3, 3, 0, 2, 2, 0x50};
    byte[] banner = "SSH-2.0-OpenSSH_9.2\r\n".getBytes(UTF_8);

    assertThat(failureAt("https", badRequest))
        .contains("(it does not speak HTTPS: is the scheme right?)")
        .doesNotContain("--ca-bundle");
    assertThat(failureAt("http", banner))
        .contains("(it does not speak HTTP: is the scheme right?)");
    for (byte[] answer : List.of(alertOfTls, new byte[0])) {
      assertThat(failureAt("http", answer))
          .contains(
              "(it has closed the connection without an answer, so it was stopped, or does not"
                  + " speak HTTP: is the scheme right?)");
    }
  }

  private static void describe(String endpoint) throws InterruptedException {
    KinesisClient client =
        new KinesisClient(
            URI.create(endpoint),
            "eu-west-1",
            Optional.empty(),
            Optional.empty(),
            InstantSource.fixed(NOW));
    var _ = new KinesisStreams(client, w -> {}).describe("a");
  }

  /** Of a server that answers these bytes to whatever comes. */
  private static String failureAt(String scheme, byte[] answer) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread peer =
          Thread.startVirtualThread(
              () -> {
                try (Socket taken = socket.accept()) {
                  int _ = taken.getInputStream().read(new byte[1 << 16]);
                  taken.getOutputStream().write(answer);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      String message =
          assertThatExceptionOfType(CallFailure.class)
              .isThrownBy(() -> describe(scheme + "://127.0.0.1:" + socket.getLocalPort()))
              .actual()
              .getMessage();
      assertThat(peer.join(Duration.ofSeconds(5))).isTrue();
      return String.valueOf(message);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerThatIsNoneIsToldInOneLine() {
    replies(404, "<html>no</html>");
    assertThatThrownBy(() -> new KinesisStreams(client(Optional.empty()), w -> {}).describe("a"))
        .isInstanceOf(CallFailure.class)
        .hasMessageMatching(
            "HTTP 404: http://127.0.0.1:\\d+ does not answer as the Kinesis API does");

    replies(200, "[1]");
    assertThatThrownBy(() -> new KinesisStreams(client(Optional.empty()), w -> {}).describe("a"))
        .isInstanceOf(CallFailure.class)
        .hasMessageContaining("is not the Kinesis API's");
  }

  @Test
  void aServerThatIsAwayIsToldInOneLine() {
    server.stop(0);
    assertThatThrownBy(() -> new KinesisStreams(client(Optional.empty()), w -> {}).describe("a"))
        .isInstanceOf(CallFailure.class)
        .hasMessageMatching(
            "no answer from http://127.0.0.1:\\d+ \\(nobody takes the connection\\);"
                + " --endpoint says where the server is");
    server = newServer();
  }

  @Test
  void signaturesAreThoseThatServersVerify() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("credentials"),
            """
            [team]
            aws_access_key_id = AKID
            aws_secret_access_key = s3cret
            aws_session_token = session
            """);
    Map<String, String> environment = Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    Optional<CallerKey> found = CallerKey.find(environment, Optional.of("team"), directory);
    replies(400, THROTTLED);
    assertThatThrownBy(() -> new KinesisStreams(client(found), w -> {}).delete("orders"))
        .hasMessageContaining("slow down");

    Principal caller =
        new SigV4(
                new Credentials(file, System::nanoTime),
                Optional.of("eu-west-1"),
                Clock.fixed(NOW, ZoneOffset.UTC))
            .identify(requests.getFirst(), "kinesis");
    assertThat(caller).isEqualTo(new Principal("AKID", "team"));
    assertThat(found.toString()).doesNotContain("s3cret");
  }

  @Test
  void theEnvironmentsKeyComesBeforeTheFileUnlessAProfileIsNamed() throws IOException {
    Path home = directory;
    Files.writeString(
        Files.createDirectories(home.resolve(".aws")).resolve("credentials"),
        """
        [default]
        region = eu-west-1
        aws_access_key_id=FILE
        aws_secret_access_key=x
        """);
    Map<String, String> given = Map.of("AWS_ACCESS_KEY_ID", "ENV", "AWS_SECRET_ACCESS_KEY", "y");

    assertThat(CallerKey.find(given, Optional.empty(), home).orElseThrow().accessKeyId())
        .isEqualTo("ENV");
    assertThat(CallerKey.find(given, Optional.of("default"), home).orElseThrow().accessKeyId())
        .isEqualTo("FILE");
    assertThat(CallerKey.find(Map.of(), Optional.empty(), home).orElseThrow().accessKeyId())
        .isEqualTo("FILE");
    assertThat(CallerKey.find(Map.of("AWS_PROFILE", "other"), Optional.empty(), home)).isEmpty();
    assertThatThrownBy(() -> CallerKey.find(given, Optional.of("other"), home))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot use the profile other");
  }
}
