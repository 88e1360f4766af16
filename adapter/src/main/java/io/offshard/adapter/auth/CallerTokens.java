// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens in a file and whose they are, one {@code name: token} in a line; the file is read
 * again when it has changed, as that of the access keys. A token is never shown. Thread-safe.
 */
public final class CallerTokens implements TokenOwners {
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._@+-]+)\\s*:\\s*(\\S+)");

  private final ReloadedFile<Map<String, Principal>> file;

  /**
   * The tokens of that file.
   *
   * @param nanos {@link System#nanoTime}
   * @throws UnusableFile when the file cannot be read now, with one line for the user
   */
  public CallerTokens(Path file, LongSupplier nanos) {
    this.file = new ReloadedFile<>(file, CallerTokens::parse, nanos);
  }

  /** Takes the same time whichever of them it is, or none. */
  @Override
  public Optional<Principal> find(String token) {
    Principal found = null;
    for (Map.Entry<String, Principal> known : file.get().entrySet()) {
      if (Digests.equal(known.getKey(), token)) {
        found = known.getValue();
      }
    }
    return Optional.ofNullable(found);
  }

  private static Map<String, Principal> parse(String text) {
    Map<String, Principal> tokens = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher pair = LINE.matcher(line);
      if (!pair.matches()) {
        throw new UnusableFile("line " + number + " is no name: token");
      }
      String name = pair.group(1);
      if (!names.add(name) || tokens.put(pair.group(2), new Principal("", name)) != null) {
        throw new UnusableFile("line " + number + ": a name or a token stands there twice");
      }
    }
    return Map.copyOf(tokens);
  }
}
