// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where things are in the checkout that is being tested. */
public final class Project {

  private static final Path ROOT = Path.of(System.getProperty("offshard.root")).toAbsolutePath();

  private static final Path OURS =
      Path.of(System.getProperty("it.directory", ROOT.resolve("it-tests/target/it").toString()));

  private Project() {}

  /** The top of the checkout: the launcher lies here. */
  public static Path root() {
    return ROOT;
  }

  /** A file below {@code it-tests/src/test}. */
  public static Path testFile(String name) {
    return ROOT.resolve("it-tests/src/test").resolve(name);
  }

  /** Where the tests of this JVM may leave files, below {@code it-tests/target}. */
  public static Path buildDirectory() {
    return OURS;
  }

  /** A directory below it, without what an earlier run has left there. */
  public static Path emptyBuildDirectory(String name) {
    Path directory = buildDirectory().resolve(name);
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
