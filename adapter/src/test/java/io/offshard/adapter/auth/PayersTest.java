// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayersTest {
  @TempDir Path directory = Path.of("");
  private Payers payers = Payers.unknown();

  @BeforeEach
  void readKeys() throws Exception {
    Path file = directory.resolve("credentials");
    Files.writeString(
        file, "[team]\naws_access_key_id = AKIDTEAM\naws_secret_access_key = secret\n", UTF_8);
    TokenOwners tokens =
        token ->
            token.equals("token of yann")
                ? Optional.of(new Principal("", "yann"))
                : Optional.empty();
    payers = Payers.of(new Credentials(file, System::nanoTime), Optional.of(tokens));
  }

  private static Exchange head(String remote, String query, String... headers) {
    return new Exchange(
        "id", "POST", "/", query, "h", Headers.of(headers), new byte[0], "HTTP/1.1", remote);
  }

  private static String signed(String id) {
    return "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/kinesis/aws4_request, Signature=0"
        .formatted(id);
  }

  private String payer(String... headers) {
    return payers.payer(head("10.0.0.1:5000", "", headers));
  }

  @Test
  void aKnownKeyHasAShareOfItsOwnWhereverItIsShown() {
    assertThat(payer("Authorization", signed("AKIDTEAM"))).isEqualTo("team");
    assertThat(
            payers.payer(
                head(
                    "10.0.0.1:5000",
                    "a=b&X-Amz-Credential=AKIDTEAM%2F20260101%2Fus-east-1%2Fkinesis%2Faws4_request")))
        .isEqualTo("team");
  }

  /** As callers of v3io and of Yandex show them. */
  @Test
  void aKnownSecretAndAKnownTokenHaveTheShareOfTheirOwner() {
    assertThat(payer("X-v3io-session-key", "secret")).isEqualTo("team");
    assertThat(payer("Authorization", "Basic dGVhbTpzZWNyZXQ=")).isEqualTo("team");
    assertThat(payer("X-YaCloud-SubjectToken", "token of yann")).isEqualTo("yann");
    assertThat(payer("Authorization", "Bearer token of yann")).isEqualTo("yann");
    assertThat(payer("Authorization", "Basic dGVhbTpzZWNyZXRz")).startsWith("other/");
  }

  @Test
  void whatAnybodyCanInventGivesFewShares() {
    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> payer("Authorization", signed("AKID" + i)))
                .collect(Collectors.toSet()))
        .hasSize(Payers.OTHERS);
    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> payer("X-v3io-session-key", "key" + i))
                .collect(Collectors.toSet()))
        .hasSize(Payers.OTHERS);
  }

  @Test
  void whoShowsNothingIsKnownByTheAddressWithoutItsPort() {
    assertThat(payers.payer(head("10.0.0.1:5000", "")))
        .isEqualTo(payers.payer(head("10.0.0.1:5001", "")))
        .isNotEqualTo(payers.payer(head("10.0.0.2:5000", "")));
  }

  @Test
  void aTokenIsNotNamed() {
    assertThat(payer("Authorization", "Bearer AKIDTEAM"))
        .startsWith("other/")
        .isEqualTo(payer("X-YaCloud-SubjectToken", "AKIDTEAM"))
        .isNotEqualTo(payer("Authorization", "Bearer another"));
  }

  @Test
  void nonsenseIsSomebody() {
    assertThat(payer("Authorization", "AWS4-HMAC-SHA256 Credential=")).startsWith("other/");
    assertThat(payer("Authorization", "")).startsWith("other/");
    assertThat(payers.payer(head("", "X-Amz-Credential"))).startsWith("other/");
  }
}
