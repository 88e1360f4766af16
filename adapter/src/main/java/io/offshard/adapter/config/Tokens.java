// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that sign iterators and continuation tokens. */
public record Tokens(
    @Doc(
            "Keys that sign shard iterators and next-tokens, as `{id: a, file: /path}`: the first"
                + " signs, all verify. A file holds at least 32 random bytes, the same on every"
                + " replica, and is read again when it changes. `serve` needs these or"
                + " `tokens.directory`, `dev` makes its own.")
        @Default("[]")
        List<TokenKey> keys,
    @Doc(
            "Directory with such keys in place of the list, kept by `offshard keys`; looked at"
                + " again when it changes, so that keys are rotated without a restart.")
        Optional<Path> directory) {

  public Tokens {
    keys = List.copyOf(keys);
    if (keys.stream().map(TokenKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException(
          "keys: every id must be there once, not "
              + keys.stream().map(TokenKey::id).collect(Collectors.joining(", ")));
    }
    if (!keys.isEmpty() && directory.isPresent()) {
      throw new IllegalArgumentException("directory: must not be set together with keys");
    }
  }

  /** Whether there is nothing that could sign. */
  public boolean isEmpty() {
    return keys.isEmpty() && directory.isEmpty();
  }

  /** One signing key, kept in a file. */
  public record TokenKey(
      @Doc("Name of the key inside tokens; never reused for another secret.")
          @Matches(pattern = "[A-Za-z0-9._-]{1,16}", says = "1 to 16 letters, digits, ., - or _")
          String id,
      @Doc("File whose bytes are the secret.") Path file) {}
}
