// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The scripts in JavaScript, and the SDK that they find; installed once for all tests of a JVM. */
public final class JavaScripts {
  private static final Path DIRECTORY = install(Project.buildDirectory().resolve("js"));

  private JavaScripts() {}

  /** Where they are, beside {@code node_modules}. */
  public static Path directory() {
    return DIRECTORY;
  }

  private static Path install(Path directory) {
    try {
      Files.createDirectories(directory);
      for (String file :
          List.of("package.json", "package-lock.json", "round-trip.mjs", "tour.mjs")) {
        Files.copy(
            Project.testFile("js/" + file),
            directory.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Command(List.of(Installed.npm().toString(), "ci", "--no-audit", "--no-fund"), directory)
        .succeed();
    return directory;
  }
}
