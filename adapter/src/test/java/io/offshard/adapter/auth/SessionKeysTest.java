// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class SessionKeysTest {
  private static final String SECRET = "wJalr/XUt+nF/EMI";
  private static final Principal ORDERS = new Principal("AKIA1", "orders-team");

  private final SessionKeys keys =
      new SessionKeys(
          () ->
              List.of(
                  new AccessKey(ORDERS, SECRET, null),
                  new AccessKey(new Principal("AKIA2", "bills"), "second", null),
                  new AccessKey(new Principal("AKIA3", "temporary"), "third", "token")));

  /** What is thrown for who is not known. */
  public static AuthFault stranger() {
    return AuthFault.unrecognized();
  }

  private Principal identify(String... headers) {
    return keys.identify(
        new Exchange(
            "id",
            "PUT",
            "/users/a",
            "",
            "h",
            Headers.of(headers),
            new byte[0],
            "HTTP/1.1",
            "127.0.0.1:1"),
        "v3io");
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  @Test
  void theSecretIsTheSessionKey() {
    assertThat(identify("x-v3io-session-key", SECRET)).isEqualTo(ORDERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-team:" + SECRET, "AKIA1:" + SECRET})
  void theSecretIsAlsoThePasswordOfItsOwner(String userAndPassword) {
    assertThat(identify("Authorization", basic(userAndPassword))).isEqualTo(ORDERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS " + SECRET + ":c2lnbmF0dXJl",
        "AWS4-HMAC-SHA256 Credential="
            + SECRET
            + "/20260101/us-east-1/v3io/aws4_request,"
            + " SignedHeaders=host, Signature=00"
      })
  void theSecretMayStandWhereSignaturesHaveTheKey(String authorization) {
    assertThat(identify("Authorization", authorization)).isEqualTo(ORDERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AKIA1", "orders-team", "wJalr/XUt+nF/EMI ", "third", "AWS4"})
  void nothingElseIsASessionKey(String key) {
    assertThatThrownBy(() -> identify("X-v3io-session-key", key)).isInstanceOf(AuthFault.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer x",
        "Basic !",
        "Basic b3JkZXJzLXRlYW0=",
        "AWS AKIA1:x",
        "AWS ",
        "AWS4-HMAC-SHA256 Signature=00",
        "AWS4-HMAC-SHA256 Credential=AKIA1/20260101/us-east-1/v3io/aws4_request"
      })
  void nothingElseIsAnAuthorization(String authorization) {
    assertThatThrownBy(() -> identify("Authorization", authorization))
        .isInstanceOf(AuthFault.class);
  }

  @Test
  void aPasswordOfAnotherOwnerIsNone() {
    assertThatThrownBy(() -> identify("Authorization", basic("bills:" + SECRET)))
        .isInstanceOf(AuthFault.class);
  }
}
