// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key that calls are signed with, from where AWS's own tools have it: the environment, or else
 * the shared credentials file.
 *
 * @param sessionToken of a key that is good for a time only, else null
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and
 *     credentials files</a>
 */
public record CallerKey(String accessKeyId, String secret, @Nullable String sessionToken) {

  /**
   * Looks for them.
   *
   * @param environment {@link System#getenv()}
   * @param profile a section of the file, where the user names one; then the environment's key does
   *     not count
   * @param home where {@code .aws/credentials} is, unless the environment names a file
   * @return empty where there are none
   * @throws UncheckedIOException when the file is there and cannot be read, or has no key of the
   *     profile that the user names
   */
  public static Optional<CallerKey> find(
      Map<String, String> environment, Optional<String> profile, Path home) {
    if (profile.isEmpty()) {
      Optional<CallerKey> given =
          of(
              environment.get("AWS_ACCESS_KEY_ID"),
              environment.get("AWS_SECRET_ACCESS_KEY"),
              environment.get("AWS_SESSION_TOKEN"));
      if (given.isPresent()) {
        return given;
      }
    }
    String file = environment.get("AWS_SHARED_CREDENTIALS_FILE");
    Path place = file == null ? home.resolve(".aws").resolve("credentials") : Path.of(file);
    Optional<CallerKey> found =
        inFile(place, profile.orElseGet(() -> environment.getOrDefault("AWS_PROFILE", "default")));
    if (found.isEmpty() && profile.isPresent()) {
      throw new UncheckedIOException(
          "cannot use the profile " + profile.get(), new IOException("no key of it in " + place));
    }
    return found;
  }

  private static Optional<CallerKey> inFile(Path file, String section) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> entries = new HashMap<>();
    boolean within = false;
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
          within = text.substring(1, text.length() - 1).strip().equals(section);
        } else if (within && text.indexOf('=') > 0) {
          int equals = text.indexOf('=');
          entries.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return of(
        entries.get("aws_access_key_id"),
        entries.get("aws_secret_access_key"),
        entries.get("aws_session_token"));
  }

  private static Optional<CallerKey> of(
      @Nullable String id, @Nullable String secret, @Nullable String token) {
    if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new CallerKey(id, secret, token == null || token.isBlank() ? null : token));
  }

  @Override
  public String toString() {
    return "CallerKey[" + accessKeyId + "]";
  }
}
