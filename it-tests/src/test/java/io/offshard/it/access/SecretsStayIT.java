// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.access.MatrixCall.Answer;
import io.offshard.it.access.Operations.Sample;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.secured.Certificate;
import io.offshard.it.secured.SecuredBroker;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Program;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A server that was given every kind of secret, and that logs all it ever logs, is called in every
 * way, good and bad: nothing that comes out of it holds a secret.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SecretsStayIT {
  private static final String STREAM = "kept";
  private static final String TABLE = "kept-changes";

  /** As a Confluent serializer begins: a schema that the registry is asked for. */
  private static final byte[] AVRO = {0, 0, 0, 0, 7, 1, 2};

  private final List<String> answers = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private KnownSecrets secrets = new KnownSecrets(Path.of(""));
  private SecuredBroker broker;
  private RefusingRegistry registry;
  private OffshardProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Certificate certificate = Certificate.create(directory, "broker");
    broker = SecuredBroker.start(directory.resolve("broker"), certificate);
    registry = new RefusingRegistry();
    secrets = new KnownSecrets(home);
    settings.putAll(SecuredBroker.settings(home, SecuredBroker.PASSWORD, certificate));
    settings.putAll(secrets.write(registry.url()));
    settings.put(
        "OFFSHARD_TABLES",
        "[{name: %1$s, topic: %1$s, form: debezium, hash-key: id, options: {encoding: avro}}]"
            .formatted(TABLE));
    settings.put("OFFSHARD_LOG_LEVEL", "debug");
    server = OffshardProcess.serve(home, broker.bootstrapServers(), settings);
    callInEveryWay();
  }

  @AfterAll
  void stop() {
    server.close();
    registry.close();
    broker.close();
  }

  private void callInEveryWay() {
    try (KinesisClient ann = client(AwsBasicCredentials.create("AKIAann", "secret-of-ann"))) {
      LiveStream.create(ann, STREAM, 1, request -> {});
      LiveStream table = LiveStream.create(ann, TABLE, 1, request -> {});
      table.put(0, "key", AVRO);
    }
    MatrixCall calls = new MatrixCall(server.endpoint());
    Sample describe =
        new Sample("dynamodb", "DescribeTable", List.of("{\"TableName\":\"" + TABLE + "\"}"));
    Awaitility.await("the table")
        .atMost(Duration.ofSeconds(30))
        .until(() -> calls.of(describe, Caller.ANN).status() == 200);
    Map<String, String> names = new HashMap<>(Positions.find(calls, STREAM, TABLE));
    names.put("changes", oldest(calls, names));
    for (Sample sample : Operations.samples()) {
      for (Caller caller : Caller.values()) {
        Answer answer = calls.of(sample.filled(names), caller);
        answers.add(answer.text());
      }
    }
    callsWithTokens();
  }

  private static String oldest(MatrixCall calls, Map<String, String> names) {
    TokenDoor door =
        TokenDoor.table(names.getOrDefault("tableArn", ""), names.getOrDefault("tableShard", ""));
    List<String> body =
        door.from().rest().stream().map(text -> text.replace("LATEST", "TRIM_HORIZON")).toList();
    return new TokenDoor(
            new Sample(door.from().api(), door.from().operation(), body),
            door.member(),
            door.to(),
            "",
            "")
        .token(calls);
  }

  private void callsWithTokens() {
    for (String token : List.of(KnownSecrets.SESSION_TOKEN, KnownSecrets.SESSION_TOKEN + "x")) {
      try (KinesisClient carl =
          client(AwsSessionCredentials.create("AKIAcarl", "secret-of-carl", token))) {
        answers.add(carl.listStreams().toString());
      } catch (RuntimeException refused) {
        answers.add(String.valueOf(refused.getMessage()));
      }
    }
    String basic = Base64.getEncoder().encodeToString("ann:secret-of-ann".getBytes(UTF_8));
    for (String authorization :
        List.of(
            "Bearer " + KnownSecrets.YANDEX_TOKEN,
            "Bearer " + KnownSecrets.YANDEX_TOKEN + "x",
            "Basic " + basic,
            "AWS secret-of-ann:00",
            "secret-of-ann")) {
      for (String path : List.of(SharedServer.DATABASE, "/", "/users/" + STREAM + "/")) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(server.endpoint().resolve(path))
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                .header("X-v3io-function", "DescribeStream")
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .PUT(BodyPublishers.ofString("{}"));
        answers.add(body(request));
        answers.add(body(request.POST(BodyPublishers.ofString("{}"))));
      }
    }
  }

  private static String body(HttpRequest.Builder request) {
    HttpResponse<String> answer = PlainHttp.send(request.build(), BodyHandlers.ofString());
    return answer.headers() + answer.body();
  }

  private KinesisClient client(AwsCredentials credentials) {
    return JavaClients.configured(KinesisClient.builder(), server.endpoint())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(2)))
        .build();
  }

  @Test
  void notInTheLog() throws IOException {
    // It has told of calls that were served, and of those that were not; and all it can tell.
    assertThat(server.output())
        .contains("DEBUG", "caller=ann", "InvalidSignatureException", "operation=PutItem");
    secrets.assertNoneIn("the log", server.output());
  }

  @Test
  void notInMetricsAndProbes() throws IOException {
    for (String path : List.of("/metrics", "/info", "/readyz", "/livez")) {
      assertThat(server.ask(path).statusCode()).isEqualTo(200);
      secrets.assertNoneIn(path, server.ask(path).body());
    }
  }

  @Test
  void notInAnswers() throws IOException {
    assertThat(answers).hasSizeGreaterThan(500).anyMatch(text -> text.contains("Unauthorized"));
    assertThat(registry.shown()).isNotEmpty().allMatch(shown -> shown.startsWith("Basic "));
    for (String answer : answers) {
      secrets.assertNoneIn("the answer " + answer, answer);
    }
  }

  @Test
  void notInThePrintedConfiguration() throws IOException {
    for (String command : List.of("print", "validate")) {
      Path config = secrets.directory().resolve("offshard.yaml");
      Program program = Program.of(secrets.directory(), "config", command, "-c", config.toString());
      for (Map.Entry<String, String> each : settings.entrySet()) {
        program = program.with(each.getKey(), each.getValue());
      }
      try (Program.Run run = program.start()) {
        assertThat(run.awaitEnd()).as(run.output()).isZero();
        secrets.assertNoneIn("config " + command, run.output());
        assertThat(run.output().contains("<redacted>")).isEqualTo(command.equals("print"));
      }
    }
  }

  /** What is wrong with a file is said without what stands in it. */
  @Test
  void notInComplaintsAboutFiles() throws IOException {
    for (String name : List.of("credentials", "tokens", "policies", "tls.key")) {
      Path file = secrets.directory().resolve(name);
      byte[] before = Files.readAllBytes(file);
      Files.writeString(file, Files.readString(file).replace("\n", " secret-of-ann\n") + " : x");
      try (Program.Run run =
          OffshardProcess.program(secrets.directory(), broker.bootstrapServers(), settings)
              .start()) {
        assertThat(run.awaitEnd()).as(run.output()).isNotZero();
        assertThat(run.output()).contains(file.toString());
        secrets.assertNoneIn("the complaint about " + name, run.output());
      } finally {
        Files.write(file, before);
      }
    }
  }
}
