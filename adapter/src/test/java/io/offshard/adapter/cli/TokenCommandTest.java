// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.token.ChangeIteratorToken;
import io.offshard.mapping.token.IteratorToken;
import io.offshard.mapping.token.StreamPageToken;
import io.offshard.mapping.token.Token;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import io.offshard.mapping.token.TokenProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokenCommandTest {
  private static final Instant ISSUED = Instant.parse("2026-11-22T01:02:03Z");
  private static final UUID TOPIC = new UUID(1, 2);
  private static final Token ITERATOR = new IteratorToken(TOPIC, 7, 42, ISSUED);

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private KeyDirectory keys = new KeyDirectory(Path.of(""));

  @BeforeEach
  void makesKeys() {
    keys = new KeyDirectory(directory.resolve("own"));
    var _ = keys.add(ISSUED);
  }

  private String sealed(Token token, TokenDialect dialect) {
    return new TokenCodec(keys::read, dialect).seal(token);
  }

  private int run(Instant now, String... arguments) {
    CommandLine command = Main.commandLine(Map.of(), Clock.fixed(now, ZoneOffset.UTC));
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void anIteratorIsReadWithoutAnyKey() {
    String token = sealed(ITERATOR, TokenDialect.KINESIS);

    assertThat(run(ISSUED.plusSeconds(60), "token", "inspect", token)).isZero();
    assertThat(out)
        .hasToString(
            """
            Api           KINESIS
            Kind          iterator
            Topic Id      00000000-0000-0001-0000-000000000002
            Shard Id      shardId-000000000007
            Next Offset   42
            Issued        2026-11-22T01:02:03Z
            Good Until    2026-11-22T01:07:03Z
            Key           20261122T010203
            Signature     not checked: --config or --keys gives the keys
            """);
  }

  @Test
  void withTheKeysItIsValidAndItsAgeIsTold() {
    String token = sealed(ITERATOR, TokenDialect.KINESIS);
    String place = keys.path().toString();

    assertThat(run(ISSUED.plusSeconds(301), "token", "inspect", token, "--keys", place)).isZero();
    assertThat(out.toString()).contains("2026-11-22T01:07:03Z (expired)", "Signature     valid");
  }

  @Test
  void aTokenOfAnotherDeploymentIsNotSignedWithTheseKeys() {
    KeyDirectory others = new KeyDirectory(directory.resolve("others"));
    var _ = others.add(ISSUED.plusSeconds(1));
    String token = sealed(ITERATOR, TokenDialect.KINESIS);

    assertThat(run(ISSUED, "token", "inspect", token, "--keys", others.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("Signature     not signed with any of these keys");
  }

  @Test
  void aChangedTokenIsForged() {
    byte[] bytes = Base64.getUrlDecoder().decode(sealed(ITERATOR, TokenDialect.KINESIS));
    bytes[bytes.length - 40] ^= 1; // in the time of issue
    String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThat(run(ISSUED, "token", "inspect", forged, "--keys", keys.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("Signature     FORGED: its key did not sign this text");
  }

  @Test
  void anIteratorOfChangesIsTakenWithTheArnBeforeIt() {
    Token token = new ChangeIteratorToken(TOPIC, 1, 2, 3, "orders", ISSUED, ISSUED);
    String text =
        "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/x|1|"
            + sealed(token, TokenDialect.DYNAMODB_STREAMS);

    assertThat(run(ISSUED.plusSeconds(600), "token", "inspect", text)).isZero();
    assertThat(out.toString()).contains("Table         orders").doesNotContain("expired");
  }

  @Test
  void programsReadTheSame() {
    String token = sealed(new StreamPageToken("orders", ISSUED), TokenDialect.YANDEX);

    assertThat(
            run(
                ISSUED,
                "token",
                "inspect",
                token,
                "--keys",
                keys.path().toString(),
                "--output",
                "json"))
        .isZero();
    assertThat(JsonReader.read(out.toString().strip()))
        .isInstanceOfSatisfying(
            JsonValue.Obj.class,
            it -> {
              assertThat(it.text("Kind")).isEqualTo("page of streams");
              assertThat(it.text("Behind")).isEqualTo("orders");
              assertThat(it.get("Verified")).isEqualTo(JsonValue.Truth.TRUE);
              assertThat(it.get("Expired")).isEqualTo(JsonValue.Truth.FALSE);
            });
  }

  @Test
  void forProgramsNumbersAreNumbersAndTimesAreSeconds() {
    String token = sealed(ITERATOR, TokenDialect.KINESIS);

    assertThat(run(ISSUED, "token", "inspect", token, "--output", "json")).isZero();
    assertThat(out.toString())
        .contains("\"NextOffset\":42,", "\"Issued\":1795309323.000,")
        .contains("\"GoodUntil\":1795309623.000,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAE=", "ä", "AYAAAA", "null", "%s%n"})
  void whatIsNoTokenIsOneLine(String text) {
    assertThat(run(ISSUED, "token", "inspect", text)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("offshard: " + TokenReport.words(TokenProblem.Reason.GARBLED));
  }

  @Test
  void noDamageEverShowsAnExceptionsText() {
    byte[] whole = Base64.getUrlDecoder().decode(sealed(ITERATOR, TokenDialect.KINESIS));
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(12));
      for (int hits = 0; hits < 3; hits++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      int code =
          run(
              ISSUED,
              "token",
              "inspect",
              "--",
              Base64.getUrlEncoder().withoutPadding().encodeToString(damaged));
      assertThat(code).isBetween(0, 1);
    }
    assertThat(out + "" + err).doesNotContain("Exception", "unexpected");
  }
}
