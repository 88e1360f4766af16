// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyringTest {
  private static final byte[] SECRET = "a secret of at least 32 bytes....".getBytes(UTF_8);
  private static final byte[] OTHER = "another one of at least 32 bytes.".getBytes(UTF_8);

  @Test
  void refusesShortSecretsWithoutRepeatingThem() {
    byte[] tooShort = Arrays.copyOf(SECRET, 31);

    assertThatThrownBy(() -> new SigningKey("k1", tooShort))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The secret of token key \"k1\" has 31 bytes; it needs 32");
    assertThat(new SigningKey("k1", Arrays.copyOf(SECRET, 32)).id()).isEqualTo("k1");
  }

  @Test
  void refusesIdsThatDoNotFitAToken() {
    Stream.of("", "x".repeat(17), "a b", "\u00e9", "a\n")
        .forEach(
            id ->
                assertThatThrownBy(() -> new SigningKey(id, SECRET))
                    .isInstanceOf(IllegalArgumentException.class));
    assertThat(new SigningKey("2026-11.a_Z", SECRET).id()).isEqualTo("2026-11.a_Z");
  }

  @Test
  void refusesAnEmptyRing() {
    assertThatThrownBy(() -> new Keyring(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTwoKeysOfOneId() {
    List<SigningKey> keys = List.of(new SigningKey("k", SECRET), new SigningKey("k", OTHER));

    assertThatThrownBy(() -> new Keyring(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"k\"");
  }

  @Test
  void refusesTwoKeysOfOneSecret() {
    List<SigningKey> keys = List.of(new SigningKey("k1", SECRET), new SigningKey("k2", SECRET));

    assertThatThrownBy(() -> new Keyring(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same secret");
  }

  @Test
  void showsNoSecret() {
    Keyring keys = new Keyring(List.of(new SigningKey("k1", SECRET)));

    assertThat(keys).hasToString("Keyring[keys=[SigningKey[k1]]]");
  }
}
