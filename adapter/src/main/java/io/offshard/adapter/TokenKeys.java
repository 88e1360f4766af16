// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Tokens;
import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.adapter.keys.KeyFile;
import io.offshard.mapping.token.Keyring;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The keys that sign tokens, from where the configuration says, as they are at each moment. */
public final class TokenKeys {
  private TokenKeys() {}

  /**
   * Reads them, and again when their files have changed.
   *
   * @throws StartFailure when they cannot be used now
   */
  public static Supplier<Keyring> of(Tokens tokens, LongSupplier nanos) {
    try {
      return tokens
          .directory()
          .map(KeyDirectory::new)
          .map(all -> new ReloadedFile<>("tokens.directory", List.of(all.path()), all::read, nanos))
          .orElseGet(() -> listed(tokens.keys(), nanos));
    } catch (UnusableFile e) {
      throw new StartFailure("tokens: " + e.getMessage(), e);
    }
  }

  private static ReloadedFile<Keyring> listed(List<Tokens.TokenKey> keys, LongSupplier nanos) {
    List<KeyFile> files = keys.stream().map(key -> new KeyFile(key.id(), key.file())).toList();
    return new ReloadedFile<>(
        "tokens.keys", files.stream().map(KeyFile::file).toList(), () -> ring(files), nanos);
  }

  private static Keyring ring(List<KeyFile> files) {
    try {
      return new Keyring(files.stream().map(KeyFile::read).toList());
    } catch (IllegalArgumentException e) {
      throw new UnusableFile(String.valueOf(e.getMessage()));
    }
  }
}
