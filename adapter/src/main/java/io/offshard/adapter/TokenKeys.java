// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Config;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Reads the keys that sign tokens. The bytes of each file are the secret, as they are. */
final class TokenKeys {
  private TokenKeys() {}

  static Keyring read(List<Config.TokenKey> keys) {
    try {
      return new Keyring(keys.stream().map(TokenKeys::read).toList());
    } catch (IllegalArgumentException e) {
      throw new StartFailure("tokens.keys: " + e.getMessage(), e);
    }
  }

  private static SigningKey read(Config.TokenKey key) {
    try {
      return new SigningKey(key.id(), Files.readAllBytes(key.file()));
    } catch (IOException e) {
      throw new StartFailure(
          "The token key %s cannot be read from %s (%s)"
              .formatted(key.id(), key.file(), e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          "The token key %s in %s: %s".formatted(key.id(), key.file(), e.getMessage()), e);
    }
  }
}
