// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.file.UnusableFile;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who show a token, and those who had to. */
class CallerTokensTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=%s/20261121/%s/kinesis/aws4_request, SignedHeaders=host,"
          + " Signature=00";

  @TempDir private Path directory;
  private Path file = Path.of("");
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("tokens");
    Files.writeString(file, "# who may call\norders-team: t1.first\n\naudit:t1.second\n");
  }

  private CallerTokens tokens() {
    return new CallerTokens(file, nanos::get);
  }

  private TokenCallers callers() {
    Principal signer = new Principal("key", "signer");
    return new TokenCallers(
        Optional.of(tokens()),
        (exchange, service) -> signer,
        List.of("ru-central1", "ru-central-1"));
  }

  private static Exchange call(String... headers) {
    return new Exchange(
        "id", "POST", "/", "", "host", Headers.of(headers), new byte[0], "HTTP/1.1", "peer");
  }

  private static @Nullable String name(Authentication callers, String... headers) {
    return callers.identify(call(headers), "kinesis").name();
  }

  @Test
  void isKnownByTheToken() {
    assertThat(name(callers(), "Authorization", "Bearer t1.first")).isEqualTo("orders-team");
    assertThat(name(callers(), "X-YaCloud-SubjectToken", "t1.second")).isEqualTo("audit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t1.firs", "t1.first2", "", "orders-team", "T1.FIRST"})
  void nobodyElseIs(String token) {
    assertThatThrownBy(() -> name(callers(), "X-YaCloud-SubjectToken", token))
        .isInstanceOfSatisfying(
            AuthFault.class,
            fault -> {
              assertThat(fault.type()).isEqualTo(AuthFault.Type.UNRECOGNIZED_CLIENT);
              assertThat(fault.getMessage()).doesNotContain("t1.");
            });
  }

  @Test
  void aTokenIsNotGoodWithoutAFile() {
    TokenCallers callers =
        new TokenCallers(Optional.empty(), Authentication.NONE, List.of("ru-central1"));
    assertThatThrownBy(() -> name(callers, "Authorization", "Bearer t1.first"))
        .isInstanceOf(AuthFault.class);
  }

  @Test
  void aChangeOfTheFileIsSeenAndOneThatCannotBeReadIsNot() throws IOException {
    CallerTokens tokens = tokens();
    Files.writeString(file, "new-team: t1.third");
    nanos.addAndGet(2_000_000_000L);
    assertThat(tokens.find("t1.third")).isPresent();
    assertThat(tokens.find("t1.first")).isEmpty();
    Files.writeString(file, "no pair at all");
    nanos.addAndGet(2_000_000_000L);
    assertThat(tokens.find("t1.third")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'a: x\nb: x', line 2",
    "'a: x\na: y', line 2",
    "'just-a-token', line 1",
    "'a: two words', line 1"
  })
  void aMistakeIsToldByItsLineAndNeverByTheToken(String text, String says) throws IOException {
    Files.writeString(file, text.replace("\\n", "\n"));
    assertThatThrownBy(this::tokens)
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining(says)
        .hasMessageNotContainingAny("two words", "just-a-token");
  }

  @Test
  void withoutATokenTheSignatureTells() {
    assertThat(
            name(
                callers(),
                "Authorization",
                SIGNED.formatted("key", "ru-central-1"),
                "X-Amz-Date",
                "x"))
        .isEqualTo("signer");
  }

  @ParameterizedTest
  @CsvSource({
    "key, us-east-1, INCOMPLETE_SIGNATURE, Wrong service region: got us-east-1 expected"
        + " ru-central1",
    "'', ru-central1, MISSING_AUTHENTICATION_TOKEN, Access key id should be provided"
  })
  void aSignatureMustBeForTheRegionAndOfAKey(
      String key, String region, AuthFault.Type type, String says) {
    assertThatThrownBy(
            () ->
                name(
                    callers(),
                    "Authorization",
                    SIGNED.formatted(key, region),
                    "X-Amz-Date",
                    "20261121T000000Z"))
        .isInstanceOfSatisfying(AuthFault.class, fault -> assertThat(fault.type()).isEqualTo(type))
        .hasMessage(says);
  }

  @Test
  void whoShowsNothingIsToldWhatIsMissing() {
    assertThatThrownBy(() -> name(callers()))
        .isInstanceOfSatisfying(
            AuthFault.class,
            fault -> assertThat(fault.type()).isEqualTo(AuthFault.Type.INCOMPLETE_SIGNATURE))
        .hasMessage("Neither Credentials nor IAM token was provided");
  }
}
