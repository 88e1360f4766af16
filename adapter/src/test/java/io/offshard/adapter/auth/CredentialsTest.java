// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.file.UnusableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private static final String ORDERS =
      """
      # who writes orders
      [orders]
      aws_access_key_id = AKIDORDERS
      aws_secret_access_key=the/secret+of=orders
      """;
  private static final String REPORTS =
      """
      [reports@example.org]
      aws_secret_access_key = another
      aws_access_key_id     = AKIDREPORTS
      aws_session_token     = token==
      """;

  @TempDir private Path directory;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void keysAreFoundByTheirIdsAndNeverShowTheirSecrets() throws IOException {
    Credentials credentials = read(ORDERS + REPORTS);

    assertThat(credentials.find("AKIDORDERS"))
        .hasValueSatisfying(
            key -> {
              assertThat(key.principal()).isEqualTo(new Principal("AKIDORDERS", "orders"));
              assertThat(key.accepts(null)).isTrue();
              assertThat(key.accepts("token==")).isFalse();
              assertThat(key.toString()).doesNotContain("secret");
            });
    assertThat(credentials.find("AKIDREPORTS"))
        .hasValueSatisfying(
            key -> {
              assertThat(key.accepts("token==")).isTrue();
              assertThat(key.accepts(null)).isFalse();
            });
    assertThat(credentials.find("orders")).isEmpty();
  }

  @Test
  void whatEditorsAndScriptsLeaveInAFileDoesNoHarm() throws IOException {
    Credentials credentials =
        read("\uFEFF" + ORDERS.replace("\n", "\r\n") + "aws_session_token =\r\n");

    assertThat(credentials.find("AKIDORDERS"))
        .hasValueSatisfying(key -> assertThat(key.accepts(null)).isTrue());
  }

  @Test
  void aFileThatChangesIsReadAgain() throws IOException {
    Credentials credentials = read(ORDERS);
    replace(ORDERS + REPORTS);
    assertThat(credentials.find("AKIDREPORTS")).isEmpty(); // not looked at for each call
    nanos.addAndGet(1_000_000_000);
    assertThat(credentials.find("AKIDREPORTS")).isPresent();
  }

  @Test
  void aFileThatCannotBeReadChangesNothing() throws IOException {
    Credentials credentials = read(ORDERS);
    replace("[orders]\nnonsense\n");
    nanos.addAndGet(1_000_000_000);
    assertThat(credentials.find("AKIDORDERS")).isPresent();
    Files.delete(file());
    nanos.addAndGet(1_000_000_000);
    assertThat(credentials.find("AKIDORDERS")).isPresent();
    replace(REPORTS);
    nanos.addAndGet(1_000_000_000);
    assertThat(credentials.find("AKIDORDERS")).isEmpty();
    assertThat(credentials.find("AKIDREPORTS")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no access key in it",
        "aws_access_key_id = a|line 1: neither a [name] nor one of",
        "[a]~password = secret|line 2: neither a [name] nor one of",
        "[a]~aws_access_key_id = A|[a] has no aws_secret_access_key",
        "[a]~aws_secret_access_key = secret|[a] has no aws_access_key_id",
        "[a]~[a]|line 2: a second [a]",
        "[a]~aws_access_key_id=A~aws_secret_access_key=secret~kafka_username=u|[a] has no"
            + " kafka_password",
        "[a]~aws_access_key_id=A~aws_secret_access_key=secret~kafka_password=secret|[a] has no"
            + " kafka_username",
        "[a b]|line 1: neither a [name]",
        "[a]~aws_access_key_id=A~aws_secret_access_key=secret~[b]~aws_access_key_id=A~aws_secret_access_key=secret|is"
            + " that of another section too",
      })
  void whatCannotBeMeantIsNamedWithoutItsSecrets(String lines, String problem) throws IOException {
    Files.writeString(file(), lines.replace('~', '\n'));
    assertThatThrownBy(() -> new Credentials(file(), nanos::get))
        .isInstanceOf(UnusableFile.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageContaining(problem)
        .hasMessageNotContaining("secret\n")
        .message()
        .doesNotContainPattern("(?<!aws_)secret(?!_access)");
  }

  @Test
  void whatACallerIsToKafkaIsFoundByItsNameAndNotShown() throws IOException {
    Credentials credentials =
        read(ORDERS + "kafka_username = o\nkafka_password = p;w=\n" + REPORTS);

    assertThat(credentials.kafkaLogin("orders")).contains(new KafkaLogin("o", "p;w="));
    assertThat(credentials.kafkaLogin("orders").toString()).doesNotContain("p;w=");
    assertThat(credentials.kafkaLogin("reports@example.org")).isEmpty();
    assertThat(credentials.kafkaLogin("AKIDORDERS")).isEmpty();
  }

  @Test
  void whereEachCallerNeedsALoginToKafkaThoseWithoutAreNamed() throws IOException {
    String login = "kafka_username = o\nkafka_password = p\n";
    Files.writeString(file(), ORDERS + login + REPORTS);
    assertThatThrownBy(() -> Credentials.withKafkaLogins(file(), nanos::get))
        .isInstanceOf(UnusableFile.class)
        .hasMessageEndingWith(
            "[reports@example.org] has no kafka_username, which auth.kafka-principal: per-key"
                + " needs");

    Files.writeString(file(), ORDERS + login);
    assertThat(Credentials.withKafkaLogins(file(), nanos::get).find("AKIDORDERS")).isPresent();
  }

  private Credentials read(String text) throws IOException {
    Files.writeString(file(), text);
    return new Credentials(file(), nanos::get);
  }

  /** As tools do it that keep secrets up to date. */
  private void replace(String text) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), text);
    Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file() {
    return directory.resolve("credentials");
  }
}
