// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.keys;

import io.offshard.adapter.file.Reasons;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.mapping.token.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One secret that signs tokens: its name inside them, and the file whose bytes it is. */
public record KeyFile(String id, Path file) {
  /**
   * The key.
   *
   * @throws UnusableFile when the file cannot be read, is too short, or the name does not do; the
   *     message has nothing of the secret
   */
  public SigningKey read() {
    try {
      return new SigningKey(id, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnusableFile(
          "The token key %s cannot be read from %s (%s)".formatted(id, file, Reasons.of(e)));
    } catch (IllegalArgumentException e) {
      throw new UnusableFile("The token key %s in %s: %s".formatted(id, file, e.getMessage()));
    }
  }
}
