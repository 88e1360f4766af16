// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of streams as paths below a database: what is a slash in a path is a dot in the name of
 * the stream and of its topic, so that each stream has exactly one path. A path in full begins with
 * that of the database, any other is relative to it. Immutable.
 *
 * @param database begins with a slash and does not end with one, for example {@code
 *     /ru-central1/b1g8s2q0/etn01r9c}
 */
public record StreamPaths(String database) {
  private static final int LONGEST_NAME = 128;

  private static final Pattern NEW_STREAM = Pattern.compile("[a-zA-Z0-9_-]+(/[a-zA-Z0-9_-]+)*");

  public StreamPaths {
    if (!database.startsWith("/") || database.endsWith("/")) {
      throw new IllegalArgumentException("no path of a database: " + database);
    }
  }

  /** The name of the stream with that path, which need not be there; empty where none can be. */
  public Optional<String> stream(String path) {
    return relative(path)
        .filter(found -> !found.isEmpty() && found.indexOf('.') < 0)
        .map(found -> found.replace('/', '.'));
  }

  /** The same for a stream to be made, whose path has only letters, digits, hyphens and _. */
  public Optional<String> newStream(String path) {
    return relative(path)
        .filter(found -> found.length() <= LONGEST_NAME && NEW_STREAM.matcher(found).matches())
        .map(found -> found.replace('/', '.'));
  }

  /** Whether a path is one in full and not below this database. */
  public boolean isElsewhere(String path) {
    return path.startsWith("/") && !path.startsWith(database + "/");
  }

  private Optional<String> relative(String path) {
    if (isElsewhere(path)) {
      return Optional.empty();
    }
    return Optional.of(path.startsWith("/") ? path.substring(database.length() + 1) : path);
  }

  /** The path of a stream, relative to the database. */
  public static String path(String stream) {
    return stream.replace('.', '/');
  }

  /** The path of a stream in full. */
  public String fullPath(String stream) {
    return database + "/" + path(stream);
  }
}
