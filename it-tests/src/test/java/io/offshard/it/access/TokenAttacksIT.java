// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.it.access.MatrixCall.Answer;
import io.offshard.it.access.Operations.Sample;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** No token is taken but a genuine one, of that call, that stream and these minutes. */
@TestInstance(Lifecycle.PER_CLASS)
final class TokenAttacksIT {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int CHANGES = 40;

  private final Random random = new Random(9);
  private final String stream = StreamNames.fresh("tokens");
  private final List<TokenDoor> doors = new ArrayList<>(TokenDoor.of(stream));
  private KeyDirectory keys = new KeyDirectory(Path.of(""));
  private ServerInThisJvm server;
  private KinesisClient kinesis;
  private MatrixCall calls;

  @BeforeAll
  void start(@TempDir Path directory) {
    keys = new KeyDirectory(directory.resolve("keys"));
    var _ = keys.add(Instant.now());
    String topic = StreamNames.fresh("changes");
    OwnedTopic.create(SharedServer.broker().bootstrapServers(), topic, 1, Map.of());
    server =
        new ServerInThisJvm(
            directory,
            Map.of(
                "OFFSHARD_TOKENS_KEYS",
                "[]",
                "OFFSHARD_TOKENS_DIRECTORY",
                keys.path().toString(),
                "OFFSHARD_DIALECTS",
                "[kinesis, dynamodb-streams, yandex, v3io]",
                "OFFSHARD_YANDEX_DATABASE",
                SharedServer.DATABASE,
                "OFFSHARD_TABLES",
                "[{name: %1$s, topic: %1$s, form: dynamodb, hash-key: id}]".formatted(topic)));
    kinesis = JavaClients.sync(server.endpoint());
    calls = new MatrixCall(server.endpoint());
    LiveStream.create(kinesis, stream, 2, request -> {});
    Map<String, String> names = Positions.find(calls, stream, topic);
    doors.add(
        TokenDoor.table(names.getOrDefault("tableArn", ""), names.getOrDefault("tableShard", "")));
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
  }

  @Test
  void whatIsGenuineIsTaken() {
    tokens().forEach((door, token) -> assertTaken(door, token));
  }

  @Test
  void whatWasChangedIsNot() {
    tokens()
        .forEach(
            (door, token) -> {
              for (int i = 0; i < CHANGES; i++) {
                int at = random.nextInt(token.length());
                char other = DIGITS.charAt(random.nextInt(DIGITS.length()));
                if (other != token.charAt(at)) {
                  assertInvalid(door, token.substring(0, at) + other + token.substring(at + 1));
                }
                assertInvalid(door, token.substring(0, 1 + random.nextInt(token.length() - 1)));
              }
              for (String more : List.of("A", "==", " ", token)) {
                assertInvalid(door, token + more);
              }
            });
  }

  /** Of another API, of another kind. */
  @Test
  void whatBelongsElsewhereIsNot() {
    Map<TokenDoor, String> tokens = tokens();
    tokens.forEach(
        (door, token) ->
            tokens.forEach(
                (other, stranger) -> {
                  if (!other.equals(door)) {
                    assertInvalid(door, stranger);
                  }
                }));
  }

  @Test
  void whatIsOfAnotherStreamOrShardIsNot() {
    String other = StreamNames.fresh("others");
    LiveStream foreign = LiveStream.create(kinesis, other, 2, request -> {});
    create(other);
    for (TokenDoor door : TokenDoor.of(other)) {
      if (door.to().name().equals("v3io:GetRecords")) {
        String location = door.token(calls);
        assertTaken(door, location);
        for (String shard : List.of(stream + "/0", other + "/1")) {
          Sample elsewhere = location("/users/" + shard, location);
          assertRefused(elsewhere, calls.of(elsewhere, Caller.ANN), "IllegalLocationException");
        }
      }
    }
    Sample crossed =
        new Sample(
            "kinesis",
            "GetRecords",
            List.of(
                "{\"ShardIterator\":\"%s\",\"StreamARN\":\"%s\"}"
                    .formatted(doors.getFirst().token(calls), foreign.summary().streamARN())));
    assertRefused(crossed, calls.of(crossed, Caller.ANN), "InvalidArgumentException");
  }

  @Test
  void whatIsOfAnEarlierStreamOfTheNameIsNot() {
    String name = StreamNames.fresh("again");
    LiveStream.create(kinesis, name, 2, request -> {});
    create(name);
    List<TokenDoor> own =
        TokenDoor.of(name).stream()
            .filter(door -> !door.to().operation().equals("ListStreams"))
            .toList();
    Map<TokenDoor, String> before = tokens(own);
    for (String each : List.of(name, "users." + name)) {
      var _ = kinesis.deleteStream(request -> request.streamName(each));
    }
    // Names are free again once the topics are gone.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> LiveStream.create(kinesis, name, 2, request -> {}).shards() == 2);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> created(name).status() == 204);
    write(name);

    before.forEach(
        (door, token) -> {
          Answer answer = door.show(calls, token);
          String expected =
              door.to().api().equals("v3io") ? door.invalid() : "ResourceNotFoundException";
          assertRefused(door.to(), answer, expected);
        });
    tokens(own).forEach((door, token) -> assertTaken(door, token));
  }

  @Test
  void whatIsTooOldIsNot() {
    Map<TokenDoor, String> tokens = tokens();
    server.clock().holdAfter(Duration.ofMinutes(15).plusSeconds(1));
    try {
      tokens.forEach(
          (door, token) -> {
            if (door.expired().isEmpty()) {
              assertTaken(door, token);
            } else {
              assertRefused(door.to(), door.show(calls, token), door.expired());
            }
          });
    } finally {
      server.clock().release();
    }
  }

  /** Two steps refuse nothing; then the old key is taken away, as if it had leaked. */
  @Test
  void whatAKeySignedThatIsGoneIsNot() throws Exception {
    Map<TokenDoor, String> before = tokens();
    String old = keys.current();
    String fresh = keys.add(Instant.now().plusSeconds(1));
    keys.promote(fresh);
    TokenDoor iterators = doors.getFirst();
    Awaitility.await().until(() -> signer(iterators.token(calls)).equals(fresh));
    before.forEach((door, token) -> assertTaken(door, token));

    Files.delete(keys.path().resolve(old + ".key"));
    Awaitility.await()
        .until(() -> iterators.show(calls, before.getOrDefault(iterators, "")).status() == 400);
    before.forEach((door, token) -> assertInvalid(door, token));
    tokens().forEach((door, token) -> assertTaken(door, token));
  }

  /** The id of the key stands in the token behind its version and its own length. */
  private static String signer(String token) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    return new String(bytes, 2, bytes[1], US_ASCII);
  }

  private Map<TokenDoor, String> tokens() {
    return tokens(doors);
  }

  private Map<TokenDoor, String> tokens(List<TokenDoor> of) {
    Map<TokenDoor, String> tokens = new HashMap<>();
    of.forEach(door -> tokens.put(door, door.token(calls)));
    return tokens;
  }

  private void create(String name) {
    assertThat(created(name).status()).isEqualTo(204);
    write(name);
  }

  /** A shard without records has no location of its beginning. */
  private void write(String name) {
    Sample records =
        new Sample(
            "v3io",
            "PutRecords",
            List.of(
                "POST",
                "/users/" + name + "/",
                "{\"Records\":[{\"Data\":\"aGk=\",\"ShardId\":0},{\"Data\":\"aGk=\",\"ShardId\":1}]}"));
    assertThat(calls.of(records, Caller.ANN).status()).isEqualTo(200);
  }

  private Answer created(String name) {
    return calls.of(
        new Sample(
            "v3io", "CreateStream", List.of("POST", "/users/" + name + "/", "{\"ShardCount\":2}")),
        Caller.ANN);
  }

  private static Sample location(String path, String location) {
    return new Sample(
        "v3io", "GetRecords", List.of("PUT", path, "{\"Location\":\"%s\"}".formatted(location)));
  }

  private void assertTaken(TokenDoor door, String token) {
    Answer answer = door.show(calls, token);
    assertThat(answer.status()).as(door + " " + answer.text()).isEqualTo(200);
  }

  private void assertInvalid(TokenDoor door, String text) {
    Answer answer = door.show(calls, text);
    assertThat(answer.status()).as(door + " " + text + answer.text()).isEqualTo(400);
    assertRefused(door.to(), answer, door.invalid());
  }

  private static void assertRefused(Sample call, Answer answer, String type) {
    assertThat(answer.status()).as(call.name() + " " + answer.text()).isEqualTo(400);
    assertThat(answer.text()).as(call.name()).contains(type);
  }
}
